// Chooses the one instruction of the moment from everything that is known, the most pressing first.

import { faultOf } from "./positioning.js";
import { say } from "./text.js";
import { advice } from "./words.js";

const SECOND_FACE_S = 3; // a second face that was seen so long ago is still spoken of
/** Codes that ask for patience or say that the signal is weak; the seconds in which they stand are not lost. */
const SIGNAL = ["too_short", "no_pulse", "no_breath", "methods_disagree"];
const OF_THE_PAGE = ["off_centre", "too_close", "two_faces"];

export class Coach {
  #fault = null;
  #crowded_s = -Infinity; // until then a second face counts as there
  #newest_s = -Infinity;
  #server = null;

  /** The `vision` message. */
  see({ t_s, face, faces }) {
    this.#newest_s = t_s;
    this.#fault = face ? faultOf(face) : "no_face";
    if (faces > 1) this.#crowded_s = t_s + SECOND_FACE_S;
  }

  /** The code that came with an estimate, null for none. */
  hear(instruction) {
    this.#server = instruction?.code ?? null;
  }

  /** The code of the one thing to say now, null when all is well. */
  get code() {
    const patience = SIGNAL.includes(this.#server);
    if (this.#fault) return this.#fault;
    if (this.#server && !patience) return this.#server;
    if (this.#newest_s < this.#crowded_s) return "two_faces";
    return this.#server;
  }

  /** Whether a second like this one counts: a face where it should be, and nothing that spoils its picture. */
  get isGood() {
    return !this.#fault && (!this.#server || SIGNAL.includes(this.#server));
  }
}

/** The sentence for a code. */
export function instruction(code) {
  return OF_THE_PAGE.includes(code) ? say(code) : advice(code);
}
