// From frames to batches: choose, encode, collect 250 ms, send; what does not fit is dropped here and counted.

import { BATCH_S, MAX_ENCODING_FRAMES, MAX_FRAME_BYTES, MAX_FRAMES_PER_BATCH } from "./limits.js";

const REPORT_DROPPED_MS = 1000;

export class Sender {
  #socket;
  #encoder;
  #pace;
  #frames = [];
  #reported = 0;
  #timer;
  #onFailure;
  #open = true;
  sent = 0;
  dropped = 0;
  bytes = 0;
  /** Capture times of the first and the newest frame that left. */
  first_s = NaN;
  last_s = NaN;

  /** @param {import("./pace.js").Pace} pace @param {(why: Error) => void} onFailure when encoding fails */
  constructor(socket, encoder, pace, onFailure) {
    this.#socket = socket;
    this.#encoder = encoder;
    this.#pace = pace;
    this.#onFailure = onFailure;
    this.#timer = setInterval(() => this.#report(), REPORT_DROPPED_MS);
  }

  /** Takes one frame of the source and closes its picture, now or once it is encoded. */
  async take({ t_s, image }) {
    if (!this.#open || !this.#pace.takes(t_s)) return image.close();
    if (!this.#socket.hasRoom) this.#pace.congested(t_s);
    if (this.#encoder.waiting >= MAX_ENCODING_FRAMES || !this.#socket.hasRoom) return this.#drop(image);
    try {
      this.#collect({ t_s, bytes: await this.#encoder.encode(image, this.#pace.width_px) });
    } catch (error) {
      this.#onFailure(error);
    }
  }

  /** Sends what is collected and takes nothing more. */
  close() {
    this.#flush();
    this.#open = false;
    clearInterval(this.#timer);
    this.#report();
  }

  #collect(frame) {
    if (!this.#open) return;
    if (frame.bytes.byteLength > MAX_FRAME_BYTES) {
      this.dropped += 1;
      return;
    }
    this.#frames.push(frame);
    const full = this.#frames.length === MAX_FRAMES_PER_BATCH;
    if (full || frame.t_s - this.#frames[0].t_s >= BATCH_S - 1 / this.#pace.fps) this.#flush();
  }

  #flush() {
    const frames = this.#frames;
    this.#frames = [];
    if (!frames.length) return;
    if (!this.#socket.hasRoom) {
      this.dropped += frames.length;
      return;
    }
    this.#socket.send(frames);
    if (!this.sent) this.first_s = frames[0].t_s;
    this.last_s = frames.at(-1).t_s;
    this.sent += frames.length;
    this.bytes += frames.reduce((sum, frame) => sum + frame.bytes.byteLength, 0);
  }

  #drop(image) {
    image.close();
    this.dropped += 1;
  }

  #report() {
    if (this.dropped === this.#reported) return;
    this.#socket.dropped(this.dropped);
    this.#reported = this.dropped;
  }
}
