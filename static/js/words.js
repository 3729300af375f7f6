// Words for codes and numbers; the advice for withheld rates comes from the server's one list (vitals/withheld.py).

const { advice: ADVICE } = JSON.parse(document.getElementById("config").textContent);

const GOOD_QUALITY = 0.7;
const FAIR_QUALITY = 0.4;

/** One sentence for a code of vitals/withheld.py, while measuring. */
export function advice(code) {
  return ADVICE[code] ?? "";
}

/** The same once the measurement is over. */
export function adviceAfterwards(code) {
  return code === "too_short" ? "The measurement was too short: let it run to its end." : advice(code);
}

/** @param {number} quality 0..1 */
export function qualityWord(quality) {
  if (quality >= GOOD_QUALITY) return "good";
  return quality >= FAIR_QUALITY ? "fair" : "low";
}

/** A whole number, or a dash where there is none. */
export function whole(value) {
  return value === null || value === undefined ? "–" : String(Math.round(value));
}

export function count(n, one, many) {
  return `${n.toLocaleString("en")} ${n === 1 ? one : many}`;
}
