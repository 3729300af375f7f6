// The charts: measured waves as the server sent them, and the rates over time. Nothing is animated or made up;
// a chart is drawn once per animation frame at most, and only when there is something new.

import { say } from "./text.js";

const uPlot = globalThis.uPlot; // static/vendor/uplot, a classic script

const WAVE_S = 10;
const TREND_POINTS = 400; // one a second; longer than any session
const TREND_MIN_S = 60;

/** Scales that hold most people at rest, in 1/min. */
export const HEART_SCALE = [50, 100];
export const BREATH_SCALE = [0, 30];

class Chart {
  #element;
  #plot = null;
  #waiting = false;

  constructor(element) {
    this.#element = element;
    new ResizeObserver(() => this.#fit()).observe(element);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.#rebuild());
  }

  /** Asks for a drawing in the next animation frame. */
  refresh() {
    if (this.#waiting) return;
    this.#waiting = true;
    requestAnimationFrame(() => {
      this.#waiting = false;
      if (!this.#element.clientWidth) return; // not on show; drawn when it is
      this.#plot ??= this.#build();
      this.#plot.setData(this.data());
    });
  }

  #build() {
    const style = getComputedStyle(this.#element);
    const colours = { line: style.getPropertyValue("--accent"), text: style.getPropertyValue("--muted") };
    const grid = { stroke: style.getPropertyValue("--line"), width: 1 };
    const axis = { stroke: colours.text, font, grid, ticks: grid };
    const options = { ...this.#size(), ...common, ...this.options(colours, axis) };
    return new uPlot(options, this.data(), this.#element);
  }

  #rebuild() {
    this.#plot?.destroy();
    this.#plot = null;
    this.refresh();
  }

  #fit() {
    if (this.#plot) this.#plot.setSize(this.#size());
    else this.refresh();
  }

  #size() {
    return { width: this.#element.clientWidth, height: this.#element.clientHeight };
  }
}

const font = "12px system-ui, sans-serif";
const common = { legend: { show: false }, cursor: { show: false }, padding: [6, 18, 0, 18] };

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

/** A rate over the whole measurement; seconds without an answer are gaps. */
export class TrendChart extends Chart {
  #t_s = new Float64Array(TREND_POINTS);
  #v = new Float64Array(TREND_POINTS);
  #count = 0;
  #usual;

  /** @param {[number, number]} usual the scale in 1/min, as long as all values are inside */
  constructor(element, usual) {
    super(element);
    this.#usual = usual;
  }

  push(t_s, value) {
    const at = this.#count % TREND_POINTS;
    this.#t_s[at] = t_s;
    this.#v[at] = value ?? NaN;
    this.#count += 1;
    this.refresh();
  }

  clear() {
    this.#count = 0;
    this.refresh();
  }

  data() {
    const [length, start] = [Math.min(this.#count, TREND_POINTS), Math.max(0, this.#count - TREND_POINTS)];
    const at = (i) => (start + i) % TREND_POINTS;
    const gapOr = (value) => (Number.isNaN(value) ? null : value);
    return [
      Array.from({ length }, (_, i) => this.#t_s[at(i)]),
      Array.from({ length }, (_, i) => gapOr(this.#v[at(i)])),
    ];
  }

  options({ line }, axis) {
    const seconds = (_, ticks) => ticks.map((t_s) => say("seconds", { n: t_s }));
    return {
      padding: [6, 18, 0, 0],
      scales: {
        x: { time: false, range: (_, __, end_s) => [0, Math.max(TREND_MIN_S, end_s ?? 0)] },
        y: { range: (_, low, high) => holding(low, high, this.#usual) },
      },
      axes: [
        { ...axis, values: seconds, size: 28, space: 60 },
        { ...axis, size: 36, space: 28 },
      ],
      series: [{}, { stroke: line, width: 2, points: { show: true, size: 4, fill: line } }],
    };
  }
}

function symmetric(low, high) {
  const reach = Math.max(Math.abs(low ?? 1), Math.abs(high ?? 1), 1e-9) * 1.1;
  return [-reach, reach];
}

/** The usual scale, made larger in whole tens where low..high is outside. */
function holding(low, high, [usualLow, usualHigh]) {
  return [
    Math.min(usualLow, Math.floor((low ?? usualLow) / 10) * 10),
    Math.max(usualHigh, Math.ceil((high ?? 0) / 10) * 10),
  ];
}
