// The spectrum of a measured wave, worked out here from what is drawn.

import { say } from "../text.js";
import { Chart } from "./chart.js";

const LOW_BPM = 30;
const HIGH_BPM = 200;

export class SpectrumChart extends Chart {
  #rates_bpm = [];
  #power = [];

  /** @param {{t: number[], v: number[]} | null} wave in seconds, evenly sampled */
  show(wave) {
    [this.#rates_bpm, this.#power] = wave ? spectrumOf(wave) : [[], []];
    this.refresh();
  }

  data() {
    return [this.#rates_bpm, this.#power];
  }

  options({ line, band }, axis) {
    const rates = (_, ticks) => ticks.map((rate) => say("per_minute", { n: rate }));
    return {
      scales: { x: { time: false, range: [LOW_BPM, HIGH_BPM] }, y: { range: [0, 1.05] } },
      axes: [{ ...axis, values: rates, size: 28, space: 60 }, { show: false }],
      series: [{}, { stroke: line, width: 2, fill: band, points: { show: false } }],
    };
  }
}

/** Power at each whole rate from LOW_BPM to HIGH_BPM, the highest being 1. @returns {[number[], number[]]} */
export function spectrumOf({ t, v }) {
  const mean = v.reduce((sum, value) => sum + value, 0) / v.length;
  const span_s = t.at(-1) - t[0];
  const windowed = v.map((value, i) => (value - mean) * Math.sin((Math.PI * (t[i] - t[0])) / span_s) ** 2);
  const rates_bpm = Array.from({ length: HIGH_BPM - LOW_BPM + 1 }, (_, i) => LOW_BPM + i);
  const power = rates_bpm.map((rate_bpm) => powerAt(rate_bpm / 60, t, windowed));
  const highest = Math.max(...power) || 1;
  return [rates_bpm, power.map((value) => value / highest)];
}

function powerAt(frequency_hz, t, v) {
  let [real, imaginary] = [0, 0];
  for (let i = 0; i < v.length; i++) {
    const phase = 2 * Math.PI * frequency_hz * t[i];
    real += v[i] * Math.cos(phase);
    imaginary += v[i] * Math.sin(phase);
  }
  return real * real + imaginary * imaginary;
}
