// A rate over time, with the band in which it lies 9 times in 10.

import { say } from "../text.js";
import { Chart } from "./chart.js";

const POINTS = 400; // one a second; longer than any session
const MIN_S = 60;

/** Scales that hold most people at rest, in 1/min. */
export const HEART_SCALE = [50, 100];
export const BREATH_SCALE = [0, 30];

/** A rate over the whole measurement; seconds without an answer are gaps. */
export class TrendChart extends Chart {
  #rows = []; // [t_s, value, low, high]
  #usual;

  /** @param {[number, number]} usual the scale in 1/min, as long as all values are inside */
  constructor(element, usual) {
    super(element);
    this.#usual = usual;
  }

  /** @param {{value: number | null, interval?: [number, number] | null}} rate */
  push(t_s, { value, interval }) {
    const [low, high] = (value !== null && interval) || [null, null];
    this.#rows.push([t_s, value, low, high]);
    if (this.#rows.length > POINTS) this.#rows.shift();
    this.refresh();
  }

  clear() {
    this.#rows = [];
    this.refresh();
  }

  data() {
    return [0, 1, 2, 3].map((column) => this.#rows.map((row) => row[column]));
  }

  options({ line, band }, axis) {
    const seconds = (_, ticks) => ticks.map((t_s) => say("seconds", { n: t_s }));
    const edge = { points: { show: false }, width: 0, auto: false }; // a wide band does not flatten the line
    return {
      padding: [6, 18, 0, 0],
      scales: {
        x: { time: false, range: (_, __, end_s) => [0, Math.max(MIN_S, end_s ?? 0)] },
        y: { range: (_, low, high) => holding(low, high, this.#usual) },
      },
      axes: [
        { ...axis, values: seconds, size: 28, space: 60 },
        { ...axis, size: 36, space: 28 },
      ],
      series: [{}, { stroke: line, width: 2, points: { show: true, size: 4, fill: line } }, edge, edge],
      bands: [{ series: [3, 2], fill: band }],
    };
  }
}

/** The usual scale, made larger in whole tens where low..high is outside. */
function holding(low, high, [usualLow, usualHigh]) {
  return [
    Math.min(usualLow, Math.floor((low ?? usualLow) / 10) * 10),
    Math.max(usualHigh, Math.ceil((high ?? 0) / 10) * 10),
  ];
}
