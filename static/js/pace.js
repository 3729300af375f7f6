// Decides which of the camera's frames are sent: the mode's rate, or half of it while the server is behind.

import { BACKLOG_FULL_FRAMES, BACKLOG_SLOW_FRAMES } from "./limits.js";

// A camera that names 30 frames a second delivers them a little early or late; those are all taken.
const EARLY = 0.65;

export class Pace {
  #fps;
  #slowed = false;
  #last_s = -Infinity;

  constructor(fps) {
    this.#fps = fps;
  }

  get fps() {
    return this.#slowed ? this.#fps / 2 : this.#fps;
  }

  /** Hears how many frames wait at the server. */
  backlog(frames) {
    if (frames > BACKLOG_SLOW_FRAMES) this.#slowed = true;
    if (frames < BACKLOG_FULL_FRAMES) this.#slowed = false;
  }

  /** Whether the frame captured at t_s is to be sent. Times that do not increase never are. */
  takes(t_s) {
    if (t_s <= this.#last_s || t_s - this.#last_s < EARLY / this.fps) return false;
    this.#last_s = t_s;
    return true;
  }
}
