// Shows what leaves the device: pictures a second, kilobytes a second, and what was dropped.

import { number, say } from "./text.js";

const EVERY_MS = 1000;

export class Traffic {
  #element;
  #timer = null;

  constructor(element) {
    this.#element = element;
  }

  /** Shows the traffic of this session until it ends. */
  follow(session) {
    clearInterval(this.#timer);
    this.#element.textContent = "";
    this.#timer = setInterval(() => {
      if (session.state !== "starting" && session.state !== "measuring") clearInterval(this.#timer);
      else if (session.traffic.span_s > 0) this.#show(session.traffic);
    }, EVERY_MS);
  }

  #show(traffic) {
    const { sent, span_s, bytes, dropped, missed } = traffic;
    Object.assign(this.#element.dataset, traffic); // all of it, for whoever measures the page
    const [fps, rate] = [Math.round((sent - 1) / span_s), Math.round(bytes / 1000 / span_s)];
    this.#element.textContent = say("traffic", { rate: number(rate), fps, dropped: number(dropped + missed) });
  }
}
