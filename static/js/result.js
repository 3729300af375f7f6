// The result of one measurement: both rates with their quality in words, or why not and what to change.

import { BREATH_BPM, PULSE_BPM } from "./portrait.js";
import { adviceAfterwards, count, qualityWord, whole } from "./words.js";

const RATES = [
  ["heart_rate", "heart rate"],
  ["respiratory_rate", "respiratory rate"],
];

export class Result {
  #panel;

  /** @param {Element} panel with an element [data-rate=NAME] for each rate, [data-how] and [data-truth] */
  constructor(panel) {
    this.#panel = panel;
  }

  /** @param {object} result as the protocol has it @param {{isSample: boolean, note: string}} about */
  show(result, { isSample, note }) {
    for (const [name, words] of RATES)
      this.#rate(this.#panel.querySelector(`[data-rate=${name}]`), result[name], words);
    this.#panel.querySelector("[data-how]").textContent = howMeasured(result);
    this.#text(
      "[data-truth]",
      isSample ? `The sample’s pulse is ${PULSE_BPM}/min, its breath ${BREATH_BPM}/min.` : "",
    );
    this.#text("[data-note]", note);
    this.#panel.hidden = false;
    this.#panel.focus({ preventScroll: true });
    this.#panel.scrollIntoView({ block: "nearest" });
  }

  hide() {
    this.#panel.hidden = true;
  }

  #rate(element, { value, quality, withheld }, words) {
    element.classList.toggle("withheld", value === null);
    element.querySelector("[data-value]").textContent = whole(value);
    const reason = `No ${words}. ${adviceAfterwards(withheld)}`;
    element.querySelector("[data-words]").textContent =
      value === null ? reason : `Quality: ${qualityWord(quality)}`;
  }

  #text(selector, text) {
    const element = this.#panel.querySelector(selector);
    element.textContent = text;
    element.hidden = !text;
  }
}

function howMeasured({ duration_s, fps, frames, method, model }) {
  const pictures = `${count(frames ?? 0, "picture", "pictures")} in ${Math.round(duration_s ?? 0)} s`;
  const rate = fps ? `, ${fps.toFixed(1)} a second` : "";
  const network = model ? `, skin found by ${model}` : "";
  return `Measured from ${pictures}${rate}. Pulse by the method “${method}”${network}.`;
}
