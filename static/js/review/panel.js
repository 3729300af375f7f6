// A chart of stored seconds. All panels of one range show the same seconds and share one cursor; dragging zooms
// all of them in, or marks a span.

import { Chart } from "../charts/chart.js";
import { element } from "../element.js";
import { say } from "../text.js";

const AXIS_PX = 60; // of every panel, so that one second stands above the same second of the next
const SHARED = ["mousemove", "mouseleave"]; // each panel answers its own drags and clicks

export class Panel extends Chart {
  #host;
  #stage;
  #plot = null;
  #readout;
  #withShift = false;
  #isThere = false;

  /**
   * @param {Element} host
   * @param {import("./stage.js").Stage} stage what all panels of the page have in common
   */
  constructor(host, stage) {
    super(host);
    this.#host = host;
    this.#stage = stage;
    this.columns = [[]];
    this.#readout = element("output", { className: "now", ariaHidden: "true" });
    host.parentElement.querySelector("figcaption")?.append(this.#readout);
    stage.range.watch(() => this.#rescale());
    stage.watch(() => this.#plot?.redraw(false));
  }

  /** @param {(number | null)[][]} columns times first */
  show(columns) {
    this.columns = columns;
    this.#isThere = true;
    this.refresh();
  }

  /** Until there is something to draw, the page says that it is waited for. */
  refresh() {
    if (this.#isThere) super.refresh();
  }

  data() {
    return this.columns;
  }

  /** A colour of the page by its name in base.css or review.css. */
  colour(name) {
    return getComputedStyle(this.#host).getPropertyValue(name);
  }

  options(colours, axis) {
    const seconds = (_, ticks) => ticks.map((t_s) => say("seconds", { n: +t_s.toFixed(2) }));
    const { series, y, scales = {}, axes = [], bands = [], hooks = {} } = this.lines(colours, axis);
    return {
      padding: [6, 14, 0, 0],
      cursor: this.#cursor(),
      scales: { x: { time: false, range: () => this.#stage.range.shown }, y, ...scales },
      axes: [
        { ...axis, values: seconds, size: 26, space: 70 },
        { ...axis, size: AXIS_PX, space: 26, ...axes[0] },
      ],
      series: [{}, ...series],
      bands,
      hooks: {
        ready: [(plot) => this.#ready(plot)],
        destroy: [() => (this.#plot = null)],
        setSelect: [(plot) => this.#selected(plot)],
        setCursor: [(plot) => this.#read(plot)],
        setScale: [(plot, key) => key === "x" && this.#tell(plot)],
        drawClear: [(plot) => this.#shade(plot), ...(hooks.drawClear ?? [])],
        draw: hooks.draw ?? [],
      },
    };
  }

  /** What is at the cursor, as text. */
  at(index) {
    const values = this.columns.slice(1).map((column) => column[index]);
    return values.filter((value) => value != null).map((value) => +value.toPrecision(4)).join("  ");
  }

  #cursor() {
    return {
      show: true,
      y: false,
      drag: { x: true, y: false, setScale: false },
      sync: { key: this.#stage.key, setSeries: false, filters: { pub: (type) => SHARED.includes(type) } },
      bind: { dblclick: () => () => this.#stage.range.reset() },
      points: { size: 6 },
    };
  }

  #ready(plot) {
    this.#plot = plot;
    plot.over.addEventListener("mousedown", (event) => (this.#withShift = event.shiftKey));
  }

  #rescale() {
    const [min, max] = this.#stage.range.shown;
    this.#plot?.setScale("x", { min, max });
  }

  #selected(plot) {
    const { left, width } = plot.select;
    if (!width) return;
    const [from_s, to_s] = [left, left + width].map((pixel) => plot.posToVal(pixel, "x"));
    plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
    this.#stage.dragged(from_s, to_s, this.#withShift);
  }

  #read(plot) {
    const { idx, left } = plot.cursor;
    const isThere = left >= 0 && idx != null;
    this.#readout.textContent = isThere ? `${plot.data[0][idx].toFixed(1)} s  ${this.at(idx)}` : "";
  }

  /** The seconds shown, where a test can see them. */
  #tell(plot) {
    const { min, max } = plot.scales.x;
    this.#host.dataset.shown = `${min.toFixed(1)} ${max.toFixed(1)}`;
  }

  /** Spans that are annotated lie behind every chart. */
  #shade(plot) {
    for (const { start_s, end_s, excludes } of this.#stage.marks) {
      if (start_s === null) continue;
      rectangle(plot, [start_s, end_s], null, this.colour(excludes ? "--excluded" : "--marked"));
    }
  }
}

/** Fills x[0]..x[1], y[0]..y[1] in units of the scales; without y from top to bottom. */
export function rectangle(plot, x, y, fill) {
  const { ctx, bbox } = plot;
  const [left, right] = x.map((t_s) => plot.valToPos(t_s, "x", true));
  const [bottom, top] = y ? y.map((value) => plot.valToPos(value, "y", true)) : [bbox.top + bbox.height, bbox.top];
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  ctx.fillStyle = fill;
  ctx.fillRect(left, top, Math.max(right - left, 1), bottom - top);
  ctx.restore();
}
