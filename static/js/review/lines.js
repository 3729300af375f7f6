// Charts of plain lines: rates with their bands, qualities, waves, colours, motion.

import { Panel } from "./panel.js";

const uPlot = globalThis.uPlot; // static/vendor/uplot, a classic script
const DASHED = [5, 5];
const quiet = { points: { show: false } };

/** A rate a second with the band in which it is 9 times in 10; another result dashed; other devices as points. */
export class RatePanel extends Panel {
  #usual;

  /** @param {[number, number]} usual scale in 1/min, as long as all values are inside */
  constructor(host, stage, usual) {
    super(host, stage);
    this.#usual = usual;
  }

  /** @param {object} own and @param {object | null} against as webapp/review/results/columns.py has them */
  set(own, against, name, references = []) {
    const tables = [[own.t_s, own[name].value, own[name].low, own[name].high]];
    tables.push(against ? [against.t_s, against[name].value] : [[], []]);
    const [moments, whole] = [references.filter(([t_s]) => t_s !== null), references.find(([t_s]) => t_s === null)];
    tables.push([moments.map(([t_s]) => t_s), moments.map(([, value]) => value)]);
    tables.push(whole ? [[0, own.t_s.at(-1) ?? 1], [whole[1], whole[1]]] : [[], []]);
    this.show(uPlot.join(tables.map(([t_s, ...values]) => (t_s.length ? [t_s, ...values] : [[0], ...values.map(() => [null])]))));
  }

  at(index) {
    const [, value, low, high, other, reference] = this.columns.map((column) => column[index]);
    const parts = [value == null ? "–" : value.toFixed(1)];
    if (low != null && high != null) parts.push(`(${low.toFixed(0)}–${high.toFixed(0)})`);
    if (other != null) parts.push(`| ${other.toFixed(1)}`);
    if (reference != null) parts.push(`◆ ${reference.toFixed(1)}`);
    return parts.join(" ");
  }

  lines({ line, band, text }) {
    const reference = this.colour("--reference");
    const edge = { points: { show: false }, width: 0, auto: false }; // a wide band does not flatten the line
    return {
      y: { range: (_, low, high) => holding(low, high, this.#usual) },
      series: [
        { stroke: line, width: 2, points: { show: true, size: 5, fill: line } },
        edge,
        edge,
        { stroke: text, width: 1.5, dash: DASHED, points: { show: false } },
        { width: 0, points: { show: true, size: 8, fill: reference, stroke: reference } },
        { stroke: reference, width: 1.5, dash: [2, 4], points: { show: false } },
      ],
      bands: [{ series: [3, 2], fill: band }],
    };
  }
}

/** Probabilities of both rates being right. */
export class QualityPanel extends Panel {
  set({ t_s, heart_rate, respiratory_rate }) {
    this.show([t_s, heart_rate.quality, respiratory_rate.quality]);
  }

  lines({ line, text }) {
    return {
      y: { range: [0, 1.02] },
      series: [
        { stroke: line, width: 2, ...quiet },
        { stroke: text, width: 1.5, dash: DASHED, ...quiet },
      ],
    };
  }
}

/** One wave without an own unit, or in pixels. */
export class WavePanel extends Panel {
  /** @param {{t_s: number[], v: (number | null)[]}} wave */
  set({ t_s, v }) {
    this.show([t_s, v]);
  }

  lines({ line }) {
    return { y: { range: symmetric }, series: [{ stroke: line, width: 1.5, ...quiet }] };
  }
}

/** The pulse wave, with a point on each beat. */
export class PulsePanel extends Panel {
  /** @param {{pulse: {t_s: number[], v: (number | null)[]}, beat_s: number[]}} method */
  set({ pulse, beat_s }) {
    const beats = beat_s.length ? [beat_s, beat_s.map((t_s) => valueAt(pulse, t_s))] : [[0], [null]];
    this.show(uPlot.join([pulse.t_s.length ? [pulse.t_s, pulse.v] : [[0], [null]], beats]));
  }

  at() {
    return "";
  }

  lines({ line }) {
    const beat = this.colour("--beat");
    return {
      y: { range: symmetric },
      axes: [{ values: (_, ticks) => ticks.map(() => "") }],
      series: [
        { stroke: line, width: 1.5, ...quiet },
        { width: 0, points: { show: true, size: 7, fill: beat, stroke: beat } },
      ],
    };
  }
}

/** Red, green and blue of one region. */
export class ColourPanel extends Panel {
  /** @param {{t_s: number[], rgb: (number | null)[][]}} region */
  set({ t_s, rgb }) {
    this.show([t_s, ...rgb]);
  }

  lines() {
    const stroke = (name) => ({ stroke: this.colour(name), width: 1.25, ...quiet });
    return { y: {}, series: [stroke("--red"), stroke("--green"), stroke("--blue")] };
  }
}

/** How fast the face moved, and how light the skin was. */
export class MotionPanel extends Panel {
  /** @param {{t_s: number[], v: (number | null)[]}} motion @param {{t_s: number[], rgb: number[][]} | undefined} skin */
  set(motion, skin) {
    const light = skin ? [skin.t_s, skin.t_s.map((_, i) => luma(skin.rgb.map((channel) => channel[i])))] : [[0], [null]];
    this.show(uPlot.join([motion.t_s.length ? [motion.t_s, motion.v] : [[0], [null]], light]));
  }

  lines({ line, text }) {
    return {
      y: { range: (_, __, high) => [0, Math.max(high ?? 0, 0.05)] },
      scales: { light: { range: [0, 255] } },
      series: [
        { stroke: line, width: 2, spanGaps: true, ...quiet },
        { stroke: text, width: 1.5, dash: DASHED, scale: "light", ...quiet },
      ],
    };
  }
}

function luma([red, green, blue]) {
  return red === null ? null : 0.299 * red + 0.587 * green + 0.114 * blue; // ITU-R BT.601
}

function valueAt({ t_s, v }, at_s) {
  const next = t_s.findIndex((t) => t >= at_s);
  return next < 1 ? (v[0] ?? null) : (v[next] ?? v[next - 1]);
}

function symmetric(_, low, high) {
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
