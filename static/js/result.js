// The result of one measurement: both rates with their quality, or why not and what to change.

import { BREATH_BPM, PULSE_BPM } from "./portrait.js";
import { count, number, say } from "./text.js";
import { adviceAfterwards, odds, qualityWord, unusual, whole } from "./words.js";

const RATES = ["heart_rate", "respiratory_rate"];

export class Result {
  #panel;

  /** @param {Element} panel with an element [data-rate=NAME] for each rate, h2, [data-how], [data-truth], ... */
  constructor(panel) {
    this.#panel = panel;
  }

  /**
   * @param {object} result as the protocol has it
   * @param {{isSample: boolean, note: string, answered: Object<string, number>}} about `answered` is the share of
   *   the seconds that had a number, by rate
   */
  show(result, { isSample, note, answered }) {
    const none = RATES.every((rate) => result[rate].value === null);
    this.#part("h2").textContent = say(none ? "result_none" : "result");
    for (const rate of RATES) this.#rate(rate, result[rate]);
    this.#text("[data-calm]", isSample ? "" : calm(result));
    this.#text("[data-try]", none ? say("try_this") : "");
    this.#text("[data-truth]", isSample ? say("sample_truth", { hr: PULSE_BPM, rr: BREATH_BPM }) : "");
    this.#text("[data-note]", note);
    this.#part("[data-how]").replaceChildren(...howMeasured(result, answered).map(paragraph));
    this.#panel.hidden = false;
    this.#panel.focus({ preventScroll: true });
    this.#panel.scrollIntoView({ block: "nearest" });
  }

  hide() {
    this.#panel.hidden = true;
  }

  #rate(rate, { value, quality, withheld }) {
    const tile = this.#part(`[data-rate=${rate}]`);
    tile.classList.toggle("withheld", value === null);
    tile.querySelector("[data-value]").textContent = whole(value);
    const reason = say("result_withheld", { rate: say(rate), reason: adviceAfterwards(withheld) });
    const trust = say("result_quality", { word: qualityWord(quality), odds: odds(rate, quality) });
    tile.querySelector("[data-words]").textContent = value === null ? reason : trust;
  }

  #text(selector, text) {
    const element = this.#part(selector);
    element.textContent = text;
    element.hidden = !text;
  }

  #part(selector) {
    return this.#panel.querySelector(selector);
  }
}

/** What to make of unusual values, without alarm. */
function calm(result) {
  const found = RATES.map((rate) => unusual(rate, result[rate].value)).filter(Boolean);
  return found.length ? [...found, say("rest_and_repeat")].join(" ") : "";
}

function howMeasured({ duration_s, fps, frames, method, model, hrv }, answered) {
  const about = { pictures: count("pictures", frames ?? 0), seconds: Math.round(duration_s ?? 0) };
  const percent = (share) => Math.round(100 * (share ?? 0));
  return [
    fps ? say("how_pictures_rate", { ...about, fps: number(fps, 1) }) : say("how_pictures", about),
    ...(model ? [say("how_skin", { model })] : []),
    say("how_pulse", { method }),
    say("how_answered", { hr: percent(answered.heart_rate), rr: percent(answered.respiratory_rate) }),
    ...variability(hrv),
    say("how_quality"),
  ];
}

/** Only what was measured: beats that were not alike enough have none. */
function variability(hrv) {
  if (!hrv || hrv.sdnn_ms === null) return [];
  const [sdnn, beats] = [Math.round(hrv.sdnn_ms), hrv.beats];
  if (hrv.rmssd_ms === null) return [say("how_hrv", { sdnn, beats })];
  return [say("how_hrv_next", { sdnn, beats, rmssd: Math.round(hrv.rmssd_ms) })];
}

function paragraph(text) {
  return Object.assign(document.createElement("p"), { textContent: text });
}
