// How long a measurement still lasts: it counts the seconds in which a face was seen, and does not wait for ever.

import { EXTRA_TIME_S } from "./limits.js";

const MAX_STEP_S = 1; // a longer silence is no time with a face

export class Countdown {
  #duration_s;
  #first_s = null;
  #last_s = null;
  #face_s = 0;

  constructor(duration_s) {
    this.#duration_s = duration_s;
  }

  /** Hears what was seen up to the capture time t_s. */
  see(t_s, hasFace) {
    this.#first_s ??= t_s;
    if (hasFace && this.#last_s !== null) this.#face_s += Math.min(MAX_STEP_S, t_s - this.#last_s);
    this.#last_s = t_s;
  }

  get done_s() {
    return Math.min(this.#face_s, this.#duration_s);
  }

  get isOver() {
    const all_s = this.#last_s - this.#first_s;
    return this.#face_s >= this.#duration_s || all_s >= this.#duration_s + EXTRA_TIME_S;
  }
}
