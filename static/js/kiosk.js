// With `?kiosk` in the address one device serves many people: the page clears itself after each of them.

import { forget } from "./forget.js";
import { KIOSK_CLEARS_AFTER_S } from "./limits.js";
import { say } from "./text.js";

const TOUCHES = ["pointerdown", "keydown", "wheel"];

export class Kiosk {
  #told;
  #onFailure;
  #left_s = KIOSK_CLEARS_AFTER_S;
  #waits = false; // for the next person
  #untouched = true;

  /** @param {Element} told where the seconds left are shown @param {(why: Error) => void} onFailure */
  constructor(told, onFailure) {
    this.#told = told;
    this.#onFailure = onFailure;
    for (const touch of TOUCHES) document.addEventListener(touch, () => this.#touched(), { passive: true });
    setInterval(() => this.#tick(), 1000);
  }

  static get isWanted() {
    return new URLSearchParams(location.search).has("kiosk");
  }

  /** The session's state: while it measures, nothing is cleared. */
  enter(state) {
    this.#waits = ["idle", "done", "failed"].includes(state);
    this.#left_s = KIOSK_CLEARS_AFTER_S;
    if (!this.#waits) this.#told.textContent = "";
  }

  /** Whoever is still there gets the whole time again. */
  #touched() {
    if (this.#untouched) this.#waits = true;
    this.#untouched = false;
    this.#left_s = KIOSK_CLEARS_AFTER_S;
  }

  #tick() {
    if (!this.#waits) return;
    this.#left_s -= 1;
    this.#told.textContent = say("kiosk", { n: Math.max(0, this.#left_s) });
    if (this.#left_s > 0) return;
    this.#waits = false;
    forget().catch(this.#onFailure);
  }
}
