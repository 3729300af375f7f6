// When there was no number and why, what the person was told, where frames are missing, and what is annotated.

import { Panel, rectangle } from "./panel.js";

const ROWS = ["heart", "breath", "told", "gaps", "marks"]; // from top to bottom
const ALWAYS_S = 1e6; // longer than any session
const INK = "#1d1a10"; // on all of the bars
const INSET_PX = 5;
const SPACE = 0.14; // of a row, above and below its bars

export class EventsPanel extends Panel {
  #names;
  #spans = Object.fromEntries(ROWS.map((row) => [row, []]));
  #marks;

  constructor(host, stage) {
    super(host, stage);
    this.#names = ROWS.map((row) => host.dataset[row]);
    this.#marks = () => stage.marks;
  }

  /** @param {object} columns of webapp/review/results/columns.py */
  set({ t_s, heart_rate, respiratory_rate, instruction }) {
    this.#spans.heart = spansOf(t_s, heart_rate.withheld);
    this.#spans.breath = spansOf(t_s, respiratory_rate.withheld);
    this.#spans.told = spansOf(t_s, instruction);
    this.show(t_s.length ? [t_s, t_s.map(() => null)] : [[0], [null]]);
  }

  /** @param {[number, number][]} gaps in seconds */
  setGaps(gaps) {
    this.#spans.gaps = gaps.map(([start_s, end_s]) => ({ start_s, end_s, code: "" }));
    this.refresh();
  }

  at(index) {
    const t_s = this.columns[0][index];
    const said = ROWS.flatMap((row, i) =>
      this.#of(row)
        .filter(({ start_s, end_s }) => start_s < t_s && t_s <= end_s)
        .map(({ code }) => `${this.#names[i]}: ${code}`),
    );
    return said.join(", ");
  }

  lines(_, axis) {
    const centre = (_plot) => ROWS.map((_row, i) => ROWS.length - i - 0.5);
    return {
      y: { range: [0, ROWS.length] },
      axes: [{ splits: centre, values: () => this.#names, grid: { show: false }, ticks: { show: false }, font: axis.font }],
      series: [{ points: { show: false } }],
      hooks: { draw: [(plot) => this.#paint(plot)] },
    };
  }

  #of(row) {
    if (row !== "marks") return this.#spans[row];
    return this.#marks().map((mark) => ({
      start_s: mark.start_s ?? 0,
      end_s: mark.end_s ?? ALWAYS_S,
      code: mark.text ?? "",
      excludes: mark.excludes,
    }));
  }

  #paint(plot) {
    const colours = { heart: "--withheld", breath: "--withheld", told: "--told", gaps: "--gap" };
    ROWS.forEach((row, i) => {
      const y = [ROWS.length - i - 1 + SPACE, ROWS.length - i - SPACE];
      for (const { start_s, end_s, excludes, code } of this.#of(row))
        bar(plot, [start_s, end_s], y, this.colour(colours[row] ?? (excludes ? "--gap" : "--told")), code);
    });
  }
}

/** A bar with its code in words, where there is room for them. */
function bar(plot, x, y, fill, code) {
  rectangle(plot, x, y, fill);
  const { ctx, bbox } = plot;
  const [left, right] = x.map((t_s) => Math.min(Math.max(plot.valToPos(t_s, "x", true), bbox.left), bbox.left + bbox.width));
  const pixel = devicePixelRatio;
  const words = code.replaceAll("_", " ");
  ctx.save();
  ctx.font = `${11 * pixel}px system-ui, sans-serif`;
  ctx.fillStyle = INK;
  ctx.textAlign = "left";
  ctx.textBaseline = "middle";
  const middle = plot.valToPos((y[0] + y[1]) / 2, "y", true);
  if (ctx.measureText(words).width + 2 * INSET_PX * pixel < right - left) ctx.fillText(words, left + INSET_PX * pixel, middle);
  ctx.restore();
}

/** Seconds in a row with one code; an estimate stands for the second that ends with it. */
export function spansOf(t_s, codes) {
  const spans = [];
  codes.forEach((code, i) => {
    const last = spans.at(-1);
    if (code && last?.code === code && last.end_s === t_s[i - 1]) last.end_s = t_s[i];
    else if (code) spans.push({ start_s: Math.max(0, t_s[i] - 1), end_s: t_s[i], code });
  });
  return spans;
}
