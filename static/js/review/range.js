// The seconds that all charts of a page show, and who wants to know when they change.

const LEAST_S = 0.5;
const MARGIN_S = 0.5; // so that the last estimate does not lie under the edge

export class Range {
  #watchers = [];

  /** @param {number} end_s of the whole session */
  constructor(end_s) {
    this.whole = [0, end_s + MARGIN_S];
    this.shown = this.whole;
  }

  /** @param {() => void} watcher called after every change */
  watch(watcher) {
    this.#watchers.push(watcher);
  }

  /** Shows from..to, moved and cut so that it is inside the session. */
  set(from_s, to_s) {
    const [first_s, last_s] = this.whole;
    const width_s = Math.min(Math.max(to_s - from_s, LEAST_S), last_s - first_s);
    const start_s = Math.min(Math.max(from_s, first_s), last_s - width_s);
    this.shown = [start_s, start_s + width_s];
    for (const watcher of this.#watchers) watcher();
  }

  reset() {
    this.set(...this.whole);
  }

  /** @param {number} factor below 1 shows less, around the same middle */
  zoom(factor) {
    const [from_s, to_s] = this.shown;
    const middle_s = (from_s + to_s) / 2;
    const half_s = ((to_s - from_s) / 2) * factor;
    this.set(middle_s - half_s, middle_s + half_s);
  }

  /** @param {number} share of what is shown, negative for earlier */
  move(share) {
    const [from_s, to_s] = this.shown;
    const by_s = (to_s - from_s) * share;
    this.set(from_s + by_s, to_s + by_s);
  }

  get isWhole() {
    return this.shown[0] <= this.whole[0] && this.shown[1] >= this.whole[1];
  }
}
