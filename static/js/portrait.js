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
const ROOMS = 16; // what does not move is painted beforehand, with as many different noises

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
  #person;
  #rooms;
  #width;
  #height;

  /** @param {ImageData} image @param {ImageData} layers red: skin, green: body, blue: head; of the same size */
  constructor(image, layers) {
    [this.#width, this.#height] = [image.width, image.height];
    this.#image = image.data;
    this.#layers = Float32Array.from(layers.data, (value) => value / 255);
    this.#person = pixelsOfPerson(layers.data);
    this.#rooms = Array.from({ length: ROOMS }, () => this.#noisyRoom());
  }

  /** Paints the person as seen at t_s into `out`, an ImageData of the same size. */
  paint(out, t_s) {
    out.data.set(this.#rooms[Math.floor(Math.random() * ROOMS)]);
    this.#paintPerson(out.data, Math.floor(Math.random() * NOISE_LENGTH), this.#stateAt(t_s));
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

  /** The whole picture, still, with noise. */
  #noisyRoom() {
    const start = Math.floor(Math.random() * NOISE_LENGTH);
    const room = this.#image.map((value, i) => value + this.#noise[(start + i) & (NOISE_LENGTH - 1)]);
    for (let i = 3; i < room.length; i += 4) room[i] = 255;
    return room;
  }

  /** Skin, body and head: moved by parts of a pixel, and the skin coloured by the pulse. */
  #paintPerson(out, start, { gain, rise, headRise, headRight }) {
    const [image, layers, noise] = [this.#image, this.#layers, this.#noise];
    const [width, maxX, maxY] = [this.#width, this.#width - 1.001, this.#height - 1.001];
    for (const i of this.#person) {
      const y = Math.floor(i / 4 / width);
      const fromX = clamp(i / 4 - y * width - layers[i + 2] * headRight, maxX);
      const fromY = clamp(y + layers[i + 1] * rise + layers[i + 2] * headRise, maxY);
      const [left, top] = [Math.floor(fromX), Math.floor(fromY)];
      const [right, below] = [fromX - left, fromY - top];
      const [upper, lower] = [(top * width + left) * 4, (top * width + left + width) * 4];
      for (let c = 0; c < 3; c++) {
        const above = image[upper + c] + right * (image[upper + 4 + c] - image[upper + c]);
        const under = image[lower + c] + right * (image[lower + 4 + c] - image[lower + c]);
        const still = above + below * (under - above);
        out[i + c] = still * (1 + layers[i] * gain[c]) + noise[(start + i + c) & (NOISE_LENGTH - 1)];
      }
    }
  }
}

/** Where in the data any of the layers is. */
function pixelsOfPerson(layers) {
  const found = [];
  for (let i = 0; i < layers.length; i += 4) if (layers[i] + layers[i + 1] + layers[i + 2] > 0) found.push(i);
  return Int32Array.from(found);
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
