// One measurement from press to result.
//
//   idle -> starting -> measuring -> finishing -> done
//              |            |            |
//              +------------+------------+--> failed

import { createSession } from "./api.js";
import { Coach } from "./coach.js";
import { Countdown, Playthrough } from "./countdown.js";
import { makeEncoder } from "./encoder.js";
import { Failure } from "./failure.js";
import { FrameRate } from "./frame-rate.js";
import { sentSize } from "./jpeg.js";
import { MODES, RESULT_TIMEOUT_S } from "./limits.js";
import { Pace } from "./pace.js";
import { Sender } from "./sender.js";
import { FrameSocket, State } from "./socket.js";

export class Session {
  #handlers;
  #choices;
  #state = "idle";
  #source = null;
  #encoder = null;
  #pace = null;
  #sender = null;
  #socket = null;
  #timer = null;
  #countdown = null;
  #duration_s;
  #coach = new Coach();
  #rate = new FrameRate();
  #note = "";
  #showsClasses = false;

  /**
   * @param {{consent: string, source: "camera" | "sample" | "file", mode: string, store_signals: boolean, research: boolean, duration_s: number, of_study?: object}} choices
   * @param {object} handlers `state(name)`, `source(size)`, `connection(isFine)`, `vision(m)`,
   *   `estimate(m, t_s)` with the seconds since the first frame, `coach(code, isGood)`,
   *   `progress(done_s, duration_s)`, `result(m, note)`, `failed(failure)`
   */
  constructor(choices, handlers) {
    this.#choices = choices;
    this.#handlers = handlers;
  }

  get state() {
    return this.#state;
  }

  /** What left the device so far. */
  get traffic() {
    const { sent = 0, dropped = 0, bytes = 0, first_s, last_s } = this.#sender ?? {};
    const { missed = 0, painted_ms = 0 } = this.#source ?? {};
    return {
      sent,
      span_s: last_s - first_s,
      dropped,
      bytes,
      missed,
      painted_ms,
      encoded_ms: this.#encoder?.took_ms ?? 0,
    };
  }

  /** What the source gives, see source-facts.js; null before it is there. */
  get source() {
    if (!this.#source || !this.#pace) return null;
    const { size, clock = "", held = [] } = this.#source;
    const isCamera = this.#choices.source === "camera";
    return { isCamera, size, clock, held, fps: this.#rate.fps, seen_s: this.#rate.seen_s, why: this.#pace.why };
  }

  /** @param {(isWanted: () => boolean) => Promise<object | null>} openSource gives a camera, the sample or a video */
  async start(openSource) {
    this.#enter("starting");
    try {
      this.#encoder = makeEncoder();
      this.#source = await openSource(() => this.#state === "starting");
      if (this.#state !== "starting") return this.#release();
      this.#plan();
      this.#handlers.source(this.#source.size);
      const [session] = await Promise.all([this.#create(), this.#encoder.ready]);
      if (this.#state === "starting") this.#measure(session);
    } catch (error) {
      this.#fail(error instanceof Failure ? error : new Failure("unavailable", String(error)));
    }
  }

  /** Whether the `vision` messages shall say what the network sees. */
  showClasses(wanted) {
    this.#showsClasses = wanted;
    this.#socket?.classes(wanted);
  }

  /** Ends the measurement early, or leaves it when it has not begun. */
  stop(note = "") {
    if (this.#state === "starting") return this.#leave();
    if (this.#state !== "measuring") return;
    this.#note = note;
    this.#enter("finishing");
    this.#source.stop();
    this.#sender.close();
    this.#socket.stop();
    this.#timer = setTimeout(() => this.#fail(new Failure("no_result")), RESULT_TIMEOUT_S * 1000);
  }

  /** How long it takes: a video to its end, all else as long as was chosen. */
  #plan() {
    this.#duration_s = this.#source.duration_s ?? this.#choices.duration_s;
    this.#countdown = new (this.#source.duration_s ? Playthrough : Countdown)(this.#duration_s);
  }

  #create() {
    const { consent, source, mode, store_signals, research, of_study = {} } = this.#choices;
    const size = sentSize(this.#source.size, MODES[mode].width_px);
    return createSession({ consent, source, mode, store_signals, research, size, ...of_study });
  }

  #measure({ socket }) {
    const fail = (failure) => this.#fail(failure);
    this.#socket = new FrameSocket(absoluteSocket(socket), {
      message: (message) => this.#receive(message),
      state: (state) => this.#connection(state),
      closed: (failure) => this.#closed(failure),
    });
    this.#pace = new Pace(MODES[this.#choices.mode]);
    this.#sender = new Sender(this.#socket, this.#encoder, this.#pace, fail);
    this.#socket.open();
    this.#source.start(
      (frame) => this.#take(frame),
      (failure) => this.stop(failure?.message),
    );
    this.#enter("measuring");
  }

  #take(frame) {
    this.#rate.see(frame.t_s);
    this.#sender.take(frame);
  }

  #connection(state) {
    if (state === State.WAITING) this.#handlers.connection(false);
    if (state !== State.OPEN) return;
    this.#handlers.connection(true);
    if (this.#showsClasses) this.#socket.classes(true);
  }

  #receive(message) {
    if (message.type === "ack") this.#pace.backlog(message.backlog);
    else if (message.type === "vision") this.#vision(message);
    else if (message.type === "estimate") this.#estimate(message);
    else if (message.type === "result") this.#finish(message);
  }

  #vision(message) {
    if (this.#state !== "measuring") return;
    this.#coach.see(message);
    this.#countdown.see(message.t_s, this.#coach.isGood);
    this.#handlers.vision(message);
    this.#handlers.coach(this.#coach.code, this.#coach.isGood);
    this.#handlers.progress(this.#countdown.done_s, this.#duration_s);
    if (this.#countdown.isOver) this.stop();
  }

  #estimate(message) {
    this.#handlers.estimate(message, message.t_s - this.#sender.first_s);
    if (this.#state !== "measuring") return;
    this.#coach.hear(message.instruction);
    this.#handlers.coach(this.#coach.code, this.#coach.isGood);
  }

  #finish(message) {
    this.#enter("done");
    this.#release();
    this.#handlers.result(message, this.#note);
  }

  #closed(failure) {
    if (this.#state !== "done" && this.#state !== "failed") this.#fail(failure ?? new Failure("no_result"));
  }

  #leave() {
    this.#enter("idle");
    this.#release();
  }

  #fail(failure) {
    if (["idle", "failed", "done"].includes(this.#state)) return; // it is over already
    this.#enter("failed");
    this.#release();
    this.#handlers.failed(failure);
  }

  #release() {
    clearTimeout(this.#timer);
    this.#source?.stop();
    this.#sender?.close();
    this.#encoder?.close();
    this.#socket?.close();
  }

  #enter(state) {
    this.#state = state;
    this.#handlers.state(state);
  }
}

function absoluteSocket(path) {
  const url = new URL(path, location.href);
  url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
  return url.href;
}
