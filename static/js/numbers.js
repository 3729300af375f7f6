// The two large numbers and the quality of what is measured now.

import { say } from "./text.js";
import { odds, qualityWord, whole } from "./words.js";

const NAMES = ["heart_rate", "respiratory_rate"];

export class Numbers {
  #tiles;
  #quality;
  #last = {};

  /**
   * @param {Object<string, {number: Element, hint: HTMLElement}>} tiles by name of the rate
   * @param {{word: Element, meter: HTMLProgressElement}} quality
   */
  constructor(tiles, quality) {
    this.#tiles = tiles;
    this.#quality = quality;
  }

  clear() {
    this.#last = {};
    for (const name of NAMES) this.#tile(name, null, this.#tiles[name].hint.dataset.wait);
    this.#signal("–", 0);
  }

  /** Shows an estimate or a result: rates as the protocol has them. */
  show(rates) {
    for (const name of NAMES) {
      const { value, quality, withheld } = rates[name];
      if (value !== null) this.#last[name] = value;
      const { wait } = this.#tiles[name].hint.dataset;
      const reason = withheld === "too_short" ? wait : say("no_answer_now");
      this.#tile(name, value, value === null ? reason : odds(name, quality));
    }
    const { value, quality } = rates.heart_rate;
    this.#signal(value === null ? say("none_yet") : qualityWord(quality), value === null ? 0 : quality);
  }

  /** After the measurement: what was answered last stays, marked as such where it is not the result. */
  keep() {
    for (const name of NAMES) {
      const { number, hint } = this.#tiles[name];
      if (number.textContent === whole(null) && name in this.#last)
        this.#tile(name, this.#last[name], say("last_answer"));
      else if (hint.textContent === hint.dataset.wait) hint.textContent = say("no_answer");
    }
  }

  #tile(name, value, hint) {
    this.#tiles[name].number.textContent = whole(value);
    this.#tiles[name].number.classList.toggle("none", value === null);
    this.#tiles[name].hint.textContent = hint;
  }

  #signal(word, quality) {
    this.#quality.word.textContent = word;
    this.#quality.meter.value = quality;
  }
}
