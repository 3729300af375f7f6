// Decides which of the camera's frames are sent: the mode's rate, or half of it while the server is behind.

import { BACKLOG_FULL_FRAMES, BACKLOG_SLOW_FRAMES } from "./limits.js";

// A camera of 30 frames a second delivers them a little early or late, one in a while 15 ms; those are all taken.
const EARLY = 0.35; // of the time between two frames

export class Pace {
  #fps;
  #slowed = false;
  #last_s = -Infinity;
  #due_s = -Infinity;

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
    const interval_s = 1 / this.fps;
    if (t_s <= this.#last_s || t_s < this.#due_s - EARLY * interval_s) return false;
    // The frame after a late one is due as if that had been on time; after a pause the count begins anew.
    const late_s = t_s - this.#due_s;
    this.#due_s = (late_s > 0 && late_s < interval_s ? this.#due_s : t_s) + interval_s;
    this.#last_s = t_s;
    return true;
  }
}
