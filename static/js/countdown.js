// How long a measurement still lasts: it counts good seconds, and does not wait for ever.

import { EXTRA_TIME_S } from "./limits.js";

const MAX_STEP_S = 1; // a longer silence is no good time

export class Countdown {
  #duration_s;
  #first_s = null;
  #last_s = null;
  #good_s = 0;

  constructor(duration_s) {
    this.#duration_s = duration_s;
  }

  /** Hears whether the time up to the capture time t_s was good. */
  see(t_s, isGood) {
    this.#first_s ??= t_s;
    if (isGood && this.#last_s !== null) this.#good_s += Math.min(MAX_STEP_S, t_s - this.#last_s);
    this.#last_s = t_s;
  }

  get done_s() {
    return Math.min(this.#good_s, this.#duration_s);
  }

  get isOver() {
    const all_s = this.#last_s - this.#first_s;
    return this.#good_s >= this.#duration_s || all_s >= this.#duration_s + EXTRA_TIME_S;
  }
}

/** The same for a recorded video, which is measured from its beginning to its end. */
export class Playthrough {
  #duration_s;
  done_s = 0;
  isOver = false; // the video itself says when

  constructor(duration_s) {
    this.#duration_s = duration_s;
  }

  see(t_s) {
    this.done_s = Math.min(t_s, this.#duration_s);
  }
}
