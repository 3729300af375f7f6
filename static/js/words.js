// Words for codes and numbers; the advice for withheld rates comes from the server's one list (vitals/withheld.py).

import { say } from "./text.js";

const { advice: ADVICE } = JSON.parse(document.getElementById("config").textContent);

// The quality is the probability that the number is right.
const GOOD_QUALITY = 0.95;
const FAIR_QUALITY = 0.8; // nothing below is shown live (docs/signals.md)
/** How far from the truth counts as right, in 1/min. */
const WITHIN_BPM = { heart_rate: 5, respiratory_rate: 2 };
/** What most healthy adults at rest have, in 1/min. */
const USUAL_BPM = { heart_rate: [50, 100], respiratory_rate: [10, 20] };
const UNUSUAL = {
  heart_rate: ["heart_low", "heart_high"],
  respiratory_rate: ["breath_low", "breath_high"],
};

/** One sentence for a code of vitals/withheld.py, while measuring. */
export function advice(code) {
  return ADVICE[code] ?? "";
}

/** The same once the measurement is over. */
export function adviceAfterwards(code) {
  return code === "too_short" ? say("too_short_afterwards") : advice(code);
}

/** @param {number} quality 0..1 */
export function qualityWord(quality) {
  if (quality >= GOOD_QUALITY) return say("quality_good");
  return say(quality >= FAIR_QUALITY ? "quality_fair" : "quality_low");
}

/** How likely the number is right, in tenths: nobody reads hundredths into a guess. */
export function odds(rate, quality) {
  const within = WITHIN_BPM[rate];
  if (quality >= 0.95) return say("odds_high", { within });
  if (quality < 0.1) return say("odds_low", { within });
  return say("odds", { within, n: Math.round(quality * 10) });
}

/** Calm words for a value that few have at rest; "" for the others. */
export function unusual(rate, value) {
  const [low, high] = USUAL_BPM[rate];
  const [lowWords, highWords] = UNUSUAL[rate];
  if (value === null || (value >= low && value <= high)) return "";
  return say(value < low ? lowWords : highWords);
}

/** A whole number, or a dash where there is none. */
export function whole(value) {
  return value === null || value === undefined ? "–" : String(Math.round(value));
}
