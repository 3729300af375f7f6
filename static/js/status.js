// What the page says while it works: a state, and one instruction at a time.

const HOLD_MS = 2000; // an instruction stays long enough to be read

export class Status {
  #status;
  #instruction;
  #shown_ms = 0;
  #timer = null;

  constructor(status, instruction) {
    this.#status = status;
    this.#instruction = instruction;
  }

  say(text) {
    if (this.#status.textContent !== text) this.#status.textContent = text;
  }

  /** @param {string} text @param {string} code of vitals/withheld.py, or of the page's own notes; "" for none */
  instruct(text, code = "") {
    clearTimeout(this.#timer);
    if (this.#instruction.textContent === text) return;
    const wait_ms = this.#instruction.dataset.code ? this.#shown_ms + HOLD_MS - performance.now() : 0;
    if (wait_ms > 0) this.#timer = setTimeout(() => this.#show(text, code), wait_ms);
    else this.#show(text, code);
  }

  /** Takes the instruction away at once; with a code, only that one. */
  clear(code) {
    if (code && this.#instruction.dataset.code !== code) return;
    clearTimeout(this.#timer);
    this.#show("", "");
  }

  #show(text, code) {
    this.#instruction.textContent = text;
    this.#instruction.dataset.code = code;
    this.#shown_ms = performance.now();
  }
}
