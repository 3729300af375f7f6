// The sample's model of a person: a still portrait whose skin follows a pulse and whose shoulders follow a breath.
// The rates are known exactly, so that the page can say beside its result what the right answer is.

export const PULSE_BPM = 66;
export const BREATH_BPM = 14;

// Relative change of red, green and blue at the height of a beat. The order is that of haemoglobin's absorption
// (green most); the size is that of a well-lit face (Verkruysse et al. 2008, doi 10.1364/OE.16.021434).
const GAIN = [0.003, 0.007, 0.005];
const RIIV = 0.15; // respiration shifts the baseline of the pulse wave,
const RIAV = 0.1; // changes its height,
const RIFV_BPM = 2; // and its rate (respiratory sinus arrhythmia)
const RISE_PX = 1.6; // of the shoulders, from breathing out to breathing in
const HEAD_RISE_PX = 0.3; // the head follows a little
const DRIFT_PX = 0.8; // slow sway of the head
const NOISE = 1.2; // of the sensor, 8-bit units; it carries a pulse smaller than one unit through rounding
const NOISE_LENGTH = 1 << 18;

/** Breath at t_s, -1 (out) to 1 (in). */
export function breath(t_s) {
  return Math.sin((2 * Math.PI * BREATH_BPM * t_s) / 60);
}

/** Blood volume pulse at t_s, about -1 to 1: a fast rise, a slower fall with a second wave. */
export function pulse(t_s) {
  const breathTurns = (2 * Math.PI * BREATH_BPM * t_s) / 60;
  const phase = (2 * Math.PI * PULSE_BPM * t_s) / 60 - (RIFV_BPM / BREATH_BPM) * Math.cos(breathTurns);
  return (Math.sin(phase) + 0.35 * Math.sin(2 * phase + 0.6)) / 1.2;
}

export class Portrait {
  #noise = gaussian(NOISE_LENGTH);
  #image;
  #layers;
  #width;
  #height;

  /** @param {ImageData} image @param {ImageData} layers red: skin, green: body, blue: head; of the same size */
  constructor(image, layers) {
    [this.#width, this.#height] = [image.width, image.height];
    this.#image = image.data;
    this.#layers = Float32Array.from(layers.data, (value) => value / 255);
  }

  /** Paints the person as seen at t_s into `out`, an ImageData of the same size. */
  paint(out, t_s) {
    const now = this.#stateAt(t_s);
    let noise = Math.floor(Math.random() * (NOISE_LENGTH / 2));
    for (let y = 0, i = 0; y < this.#height; y++) {
      if (noise + 3 * this.#width > NOISE_LENGTH) noise = Math.floor(Math.random() * (NOISE_LENGTH / 2));
      for (let x = 0; x < this.#width; x++, i += 4, noise += 3) this.#paintPixel(out.data, i, x, y, now, noise);
    }
  }

  #stateAt(t_s) {
    const air = breath(t_s);
    const blood = pulse(t_s) * (1 + RIAV * air) + RIIV * air;
    return {
      gain: GAIN.map((gain) => -gain * blood), // more blood absorbs more light
      rise: (RISE_PX / 2) * air,
      headRise: (HEAD_RISE_PX / 2) * air + DRIFT_PX * 0.4 * Math.sin(0.31 * t_s + 1),
      headRight: DRIFT_PX * Math.sin(0.23 * t_s),
    };
  }

  #paintPixel(out, i, x, y, now, noise) {
    const [image, layers, width] = [this.#image, this.#layers, this.#width];
    const fromX = clamp(x - layers[i + 2] * now.headRight, width - 1.001);
    const fromY = clamp(y + layers[i + 1] * now.rise + layers[i + 2] * now.headRise, this.#height - 1.001);
    const [left, top] = [Math.floor(fromX), Math.floor(fromY)];
    const [right, below] = [fromX - left, fromY - top];
    const at = (top * width + left) * 4;
    const next = at + width * 4;
    for (let c = 0; c < 3; c++) {
      const upper = image[at + c] + right * (image[at + 4 + c] - image[at + c]);
      const lower = image[next + c] + right * (image[next + 4 + c] - image[next + c]);
      const still = upper + below * (lower - upper);
      out[i + c] = still * (1 + layers[i] * now.gain[c]) + this.#noise[noise + c];
    }
    out[i + 3] = 255;
  }
}

function clamp(value, max) {
  return value < 0 ? 0 : value > max ? max : value;
}

function gaussian(length) {
  const noise = new Float32Array(length);
  for (let i = 0; i < length; i++) {
    noise[i] = NOISE * Math.sqrt(-2 * Math.log(1 - Math.random())) * Math.cos(2 * Math.PI * Math.random());
  }
  return noise;
}
