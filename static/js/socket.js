// The WebSocket of one measurement: what may be sent when, what is not acknowledged yet, and how to resume.
//
//   IDLE -> CONNECTING -> OPEN -> CLOSED
//              ^            |
//              +- WAITING <-+   the connection broke: try again a few times, resume at `next_seq`

import { packBatch } from "./batch.js";
import { Failure, failureOfClose } from "./failure.js";
import { MAX_BUFFERED_BYTES, MAX_UNACKED_BATCHES, READY_TIMEOUT_S, RECONNECT_AFTER_S } from "./limits.js";

export const State = Object.freeze({ IDLE: 0, CONNECTING: 1, OPEN: 2, WAITING: 3, CLOSED: 4 });

const DONE = 1000;

export class FrameSocket {
  #url;
  #handlers;
  #socket = null;
  #state = State.IDLE;
  #sequence = 0;
  #unacked = []; // {sequence, message}, oldest first
  #attempts = 0;
  #timer = null;
  #error = null;
  #stopping = false;
  sentBytes = 0;

  /**
   * @param {string} url
   * @param {{message: (m: object) => void, state: (s: number) => void, closed: (why: Failure | null) => void}} handlers
   *   `message` gets every message but `ready` and `error`; `closed` comes once, null after a result
   */
  constructor(url, handlers) {
    this.#url = url;
    this.#handlers = handlers;
  }

  open() {
    this.#enter(State.CONNECTING);
    this.#socket = new WebSocket(this.#url);
    this.#socket.binaryType = "arraybuffer";
    this.#socket.onmessage = ({ data }) => this.#receive(JSON.parse(data));
    this.#socket.onclose = ({ code }) => this.#closed(code);
    this.#timer = setTimeout(() => this.#socket.close(), READY_TIMEOUT_S * 1000);
  }

  /** Whether one more batch may leave now. While the connection is being resumed, a few are held back for it. */
  get hasRoom() {
    const buffered = this.#socket?.bufferedAmount ?? 0;
    return (
      this.#state !== State.CLOSED &&
      this.#unacked.length < MAX_UNACKED_BATCHES &&
      buffered < MAX_BUFFERED_BYTES
    );
  }

  /** Sends a batch, or keeps it for the resumed connection. Check `hasRoom` first. */
  send(frames) {
    const batch = { sequence: this.#sequence, message: packBatch(this.#sequence, frames) };
    this.#sequence += 1;
    this.#unacked.push(batch);
    if (this.#state === State.OPEN) this.#transmit(batch);
  }

  /** Tells how many frames the page has dropped so far. */
  dropped(frames) {
    this.#tell({ type: "dropped", frames });
  }

  /** Asks for the class of each place in the `vision` messages, or no longer. */
  classes(wanted) {
    this.#tell({ type: "classes", wanted });
  }

  /** Ends the measurement; the server answers with its result. */
  stop() {
    this.#stopping = true;
    this.#tell({ type: "stop" });
  }

  /** Leaves without waiting for anything. */
  close() {
    clearTimeout(this.#timer);
    this.#enter(State.CLOSED);
    this.#socket?.close(DONE);
  }

  #tell(message) {
    if (this.#state === State.OPEN) this.#socket.send(JSON.stringify(message));
  }

  #transmit({ message }) {
    this.#socket.send(message);
    this.sentBytes += message.byteLength;
  }

  #receive(message) {
    if (message.type === "ready") this.#ready(message.next_seq);
    else if (message.type === "error") this.#error = new Failure(message.code, message.message);
    else {
      if (message.type === "ack")
        this.#unacked = this.#unacked.filter(({ sequence }) => sequence > message.seq);
      this.#handlers.message(message);
    }
  }

  #ready(nextSequence) {
    clearTimeout(this.#timer);
    this.#attempts = 0;
    this.#enter(State.OPEN);
    this.#unacked = this.#unacked.filter(({ sequence }) => sequence >= nextSequence);
    this.#unacked.forEach((batch) => this.#transmit(batch));
    if (this.#stopping) this.stop();
  }

  #closed(code) {
    clearTimeout(this.#timer);
    if (this.#state === State.CLOSED) return;
    const failure = code === DONE ? null : (this.#error ?? failureOfClose(code));
    if (failure || code === DONE) this.#finish(failure);
    else if (this.#attempts >= RECONNECT_AFTER_S.length) this.#finish(new Failure("offline"));
    else this.#resumeLater();
  }

  #resumeLater() {
    this.#enter(State.WAITING);
    this.#timer = setTimeout(() => this.open(), RECONNECT_AFTER_S[this.#attempts] * 1000);
    this.#attempts += 1;
  }

  #finish(failure) {
    this.#enter(State.CLOSED);
    this.#handlers.closed(failure);
  }

  #enter(state) {
    this.#state = state;
    this.#handlers.state(state);
  }
}
