// The measured waves, as the server sent them.

import { say } from "../text.js";
import { Chart } from "./chart.js";

const WAVE_S = 10;

/** A wave without unit over the last ten seconds. */
export class WaveChart extends Chart {
  #t_s = new Float64Array(0);
  #v = new Float64Array(0);

  /** @param {{t: number[], v: number[]} | null} wave in seconds; null where none was measured */
  show(wave) {
    const end_s = wave?.t.at(-1) ?? 0;
    const first = wave?.t.findIndex((t_s) => t_s >= end_s - WAVE_S) ?? 0;
    this.#t_s = Float64Array.from(wave?.t.slice(first) ?? [], (t_s) => t_s - end_s);
    this.#v = Float64Array.from(wave?.v.slice(first) ?? []);
    this.refresh();
  }

  data() {
    return [this.#t_s, this.#v];
  }

  options({ line }, axis) {
    const seconds = (_, ticks) => ticks.map((t_s) => (t_s === 0 ? say("now") : say("seconds", { n: t_s })));
    return {
      scales: {
        x: { time: false, range: [-WAVE_S, 0] },
        y: { range: (_, low, high) => symmetric(low, high) },
      },
      axes: [{ ...axis, values: seconds, splits: [-10, -8, -6, -4, -2, 0], size: 28 }, { show: false }],
      series: [{}, { stroke: line, width: 2, points: { show: false } }],
    };
  }
}

function symmetric(low, high) {
  const reach = Math.max(Math.abs(low ?? 1), Math.abs(high ?? 1), 1e-9) * 1.1;
  return [-reach, reach];
}
