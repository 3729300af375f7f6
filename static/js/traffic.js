// Shows what leaves the device: pictures a second, kilobytes a second, and what was dropped.

import { SessionClock } from "./session-clock.js";
import { number, say } from "./text.js";

export class Traffic {
  #element;
  #clock = new SessionClock();

  constructor(element) {
    this.#element = element;
  }

  /** Shows the traffic of this session until it ends. */
  follow(session) {
    this.#element.textContent = "";
    this.#clock.follow(session, () => session.traffic.span_s > 0 && this.#show(session.traffic));
  }

  #show(traffic) {
    const { sent, span_s, bytes, dropped, missed } = traffic;
    Object.assign(this.#element.dataset, traffic); // all of it, for whoever measures the page
    const [fps, rate] = [Math.round((sent - 1) / span_s), Math.round(bytes / 1000 / span_s)];
    this.#element.textContent = say("traffic", { rate: number(rate), fps, dropped: number(dropped + missed) });
  }
}
