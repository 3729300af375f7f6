// The page's sentences in the language of the document.

import german from "./strings/de.js";
import english from "./strings/en.js";

export const language = document.documentElement.lang || "en";
const strings = language.startsWith("de") ? german : english;
const plural = new Intl.PluralRules(language);

/** @param {string} key of strings/en.js @param {Object<string, string | number>} [values] for its `{name}`s */
export function say(key, values = {}) {
  if (!(key in strings)) throw new Error(`strings/en.js has no "${key}"`);
  return strings[key].replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

/** Whether there is a sentence of this key. */
export function has(key) {
  return key in strings;
}

/** "1 picture", "1,200 pictures": the key's .one or .other. */
export function count(key, n) {
  return say(`${key}.${plural.select(n)}`, { n: number(n) });
}

export function number(n, digits = 0) {
  return n.toLocaleString(language, { minimumFractionDigits: digits, maximumFractionDigits: digits });
}
