// What can go wrong on the page: each with a code, and a sentence of strings/ that says what to do.

import { has, say } from "./text.js";

/** Why the server closed the socket, by close code (docs/protocol.md). */
const CLOSE_CODES = {
  1009: "too_large",
  4400: "bad_message",
  4401: "bad_message",
  4402: "bad_message",
  4403: "not_allowed",
  4408: "idle",
  4409: "replaced",
  4410: "ended",
  4413: "too_large",
  4429: "too_fast",
  4500: "unavailable",
};

export class Failure extends Error {
  /** @param {string} code @param {string} [message] the server's own sentence, where there is one */
  constructor(code, message) {
    super(message || say(has(code) ? code : "unavailable"));
    this.code = code;
  }
}

/** The failure that a close code stands for; null when the connection merely broke and may be resumed. */
export function failureOfClose(code) {
  return code in CLOSE_CODES ? new Failure(CLOSE_CODES[code]) : null;
}
