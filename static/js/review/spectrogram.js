// Where the power of the pulse wave is, over time, with the heart rate drawn over it.

import { Panel } from "./panel.js";

const SCALE_BPM = [40, 200];
const TRACK = "#3fe0ff"; // seen on all of the colours below
// Dark to light, evenly perceived (magma); level 0 is a hole and stays clear.
const STOPS = [
  [0, 0, 4],
  [81, 18, 124],
  [183, 55, 121],
  [252, 137, 97],
  [252, 253, 191],
];

export class SpectrogramPanel extends Panel {
  #picture = null;
  #edges_s = [];
  #rates_bpm = [];

  /** @param {object} spectrogram as webapp/review/results/waves.py has it @param {object} heart columns of the rate */
  set({ t_s, rate_bpm, levels }, { t_s: seconds, heart_rate }) {
    this.#picture = t_s.length ? painted(levels, t_s.length, rate_bpm.length) : null;
    this.#edges_s = [t_s[0] - (t_s[1] - t_s[0] || 1), t_s.at(-1)]; // a column ends at its time
    this.#rates_bpm = rate_bpm;
    this.show(seconds.length ? [seconds, heart_rate.value] : [[0], [null]]);
  }

  lines() {
    return {
      y: { range: SCALE_BPM },
      series: [{ stroke: TRACK, width: 2, points: { show: false } }],
      hooks: { drawClear: [(plot) => this.#paint(plot)] },
    };
  }

  #paint(plot) {
    if (!this.#picture) return;
    const { ctx, bbox } = plot;
    const [left, right] = this.#edges_s.map((t_s) => plot.valToPos(t_s, "x", true));
    const half = (this.#rates_bpm[1] - this.#rates_bpm[0]) / 2;
    const bottom = plot.valToPos(this.#rates_bpm[0] - half, "y", true);
    const top = plot.valToPos(this.#rates_bpm.at(-1) + half, "y", true);
    ctx.save();
    ctx.beginPath();
    ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
    ctx.clip();
    ctx.imageSmoothingEnabled = false;
    ctx.drawImage(this.#picture, left, top, right - left, bottom - top);
    ctx.restore();
  }
}

/** A canvas of columns x rates, the highest rate on top. */
function painted(levels, columns, rates) {
  const bytes = Uint8Array.from(atob(levels), (letter) => letter.charCodeAt(0));
  const canvas = Object.assign(document.createElement("canvas"), { width: columns, height: rates });
  const ctx = canvas.getContext("2d");
  const image = ctx.createImageData(columns, rates);
  for (let column = 0; column < columns; column++)
    for (let rate = 0; rate < rates; rate++) {
      const level = bytes[column * rates + rate];
      const pixel = 4 * ((rates - 1 - rate) * columns + column);
      image.data.set(level ? [...colourOf((level - 1) / 254), 255] : [0, 0, 0, 0], pixel);
    }
  ctx.putImageData(image, 0, 0);
  return canvas;
}

function colourOf(share) {
  const place = share * (STOPS.length - 1);
  const stop = Math.min(Math.floor(place), STOPS.length - 2);
  return STOPS[stop].map((from, i) => from + (STOPS[stop + 1][i] - from) * (place - stop));
}
