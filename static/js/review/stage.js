// What all charts of a page have in common: the seconds shown, the cursor, the marked spans, and what a drag does.

import { Range } from "./range.js";

export class Stage {
  #watchers = [];
  #onMark = null;
  #duration_s;

  /** @param {number} duration_s @param {{start_s: number | null, end_s: number | null, excludes: boolean}[]} marks */
  constructor(duration_s, marks = []) {
    this.#duration_s = duration_s;
    this.key = "session"; // of uPlot's shared cursor
    this.range = new Range(duration_s);
    this.kept = marks;
    this.wished = null;
    this.isMarking = false;
  }

  /** Those that are kept, and the one that is being drawn. */
  get marks() {
    return this.wished ? [...this.kept, this.wished] : this.kept;
  }

  /** @param {() => void} watcher called when the marks change */
  watch(watcher) {
    this.#watchers.push(watcher);
  }

  /** @param {(start_s: number, end_s: number) => void} listener told of each span that is marked by dragging */
  onMark(listener) {
    this.#onMark = listener;
  }

  /** Marks a span that is not kept yet; null for none. */
  wish(start_s, end_s) {
    this.wished = start_s === null ? null : { start_s, end_s, excludes: false };
    for (const watcher of this.#watchers) watcher();
  }

  /** Somebody has dragged over a chart. */
  dragged(from_s, to_s, withShift) {
    if (!(this.#onMark && (this.isMarking || withShift))) return this.range.set(from_s, to_s);
    const [start_s, end_s] = [Math.max(from_s, 0), Math.min(to_s, this.#duration_s)];
    this.wish(start_s, end_s);
    this.#onMark(start_s, end_s);
  }
}
