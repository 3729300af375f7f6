// The real rate of a source, from the times of its newest frames.

const OVER_S = 3;

export class FrameRate {
  #times_s = [];
  #first_s = null;

  see(t_s) {
    this.#first_s ??= t_s;
    this.#times_s.push(t_s);
    while (this.#times_s[0] < t_s - OVER_S) this.#times_s.shift();
  }

  /** How long frames have been seen, in seconds. */
  get seen_s() {
    return this.#times_s.length ? this.#times_s.at(-1) - this.#first_s : 0;
  }

  get fps() {
    const span_s = this.#times_s.at(-1) - this.#times_s[0];
    return span_s > 0 ? (this.#times_s.length - 1) / span_s : 0;
  }
}
