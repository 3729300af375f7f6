// Decides which frames are sent and how wide: less while the server or the network is behind.
//
// The server behind: half the rate. The network behind: half the rate, then smaller pictures too.

import {
  BACKLOG_FULL_FRAMES,
  BACKLOG_SLOW_FRAMES,
  CALM_S,
  CONGESTED_AGAIN_S,
  SMALLER_PICTURE,
} from "./limits.js";

// A camera of 30 frames a second delivers them a little early or late, one in a while 15 ms; those are all taken.
const EARLY = 0.35; // of the time between two frames
const MAX_LEVEL = 2;

export class Pace {
  #mode;
  #serverIsBehind = false;
  #level = 0; // 1: half the rate, 2: smaller pictures too
  #congested_s = -Infinity; // when the network was last seen behind,
  #raised_s = -Infinity; // and when less was last sent for it
  #last_s = -Infinity;
  #due_s = -Infinity;

  /** @param {{fps: number, width_px: number}} mode */
  constructor(mode) {
    this.#mode = mode;
  }

  get fps() {
    return this.why ? this.#mode.fps / 2 : this.#mode.fps;
  }

  get width_px() {
    const scale = this.#level === MAX_LEVEL ? SMALLER_PICTURE : 1;
    return Math.round(this.#mode.width_px * scale);
  }

  /** Why less is sent than the mode says: "server", "network" or "". */
  get why() {
    if (this.#level) return "network";
    return this.#serverIsBehind ? "server" : "";
  }

  /** Hears how many frames wait at the server. */
  backlog(frames) {
    if (frames > BACKLOG_SLOW_FRAMES) this.#serverIsBehind = true;
    if (frames < BACKLOG_FULL_FRAMES) this.#serverIsBehind = false;
  }

  /** Hears that the frame captured at t_s found no room on the way to the server. */
  congested(t_s) {
    this.#congested_s = t_s;
    if (this.#level === MAX_LEVEL || t_s - this.#raised_s < CONGESTED_AGAIN_S) return;
    this.#level += 1;
    this.#raised_s = t_s;
  }

  /** Whether the frame captured at t_s is to be sent. Times that do not increase never are. */
  takes(t_s) {
    this.#recover(t_s);
    const interval_s = 1 / this.fps;
    if (t_s <= this.#last_s || t_s < this.#due_s - EARLY * interval_s) return false;
    // The frame after a late one is due as if that had been on time; after a pause the count begins anew.
    const late_s = t_s - this.#due_s;
    this.#due_s = (late_s > 0 && late_s < interval_s ? this.#due_s : t_s) + interval_s;
    this.#last_s = t_s;
    return true;
  }

  #recover(t_s) {
    if (!this.#level || t_s - this.#congested_s < CALM_S) return;
    this.#level -= 1;
    this.#congested_s = t_s;
  }
}
