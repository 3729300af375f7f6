// JPEG encoding off the main thread where the browser can (OffscreenCanvas), on it where it cannot.

import { Failure } from "./failure.js";
import { JpegMaker } from "./jpeg.js";

/**
 * An encoder has `ready` (a promise), `waiting` (pictures in it), `took_ms` (of all pictures so far), `encode`
 * and `close`.
 */
export function makeEncoder() {
  const offMain = typeof OffscreenCanvas === "function" && typeof Worker === "function";
  return offMain ? new WorkerEncoder() : new MainEncoder();
}

class WorkerEncoder {
  #worker = new Worker(new URL("./encoder-worker.js", import.meta.url), { type: "module" });
  #pending = [];
  took_ms = 0;
  ready;

  constructor() {
    this.ready = new Promise((resolve, reject) => {
      this.#worker.onmessage = ({ data }) => (data.ready ? resolve() : this.#answer(data));
      this.#worker.onerror = () => {
        reject(new Failure("encoder"));
        this.#answer({ error: "the encoder's worker failed" });
      };
    });
  }

  get waiting() {
    return this.#pending.length;
  }

  /** @param {number} width_px of the result, see sentSize @returns {Promise<Uint8Array>} in the order of the calls */
  encode(image, width_px) {
    return new Promise((resolve, reject) => {
      this.#pending.push({ resolve, reject });
      this.#worker.postMessage({ image, width_px }, [image]);
    });
  }

  close() {
    this.#worker.terminate();
    this.#pending = [];
  }

  #answer({ bytes, took_ms, error }) {
    const waiting = this.#pending.shift();
    if (!waiting) return;
    if (error) return waiting.reject(new Failure("encoder"));
    this.took_ms += took_ms;
    waiting.resolve(bytes);
  }
}

class MainEncoder {
  #maker = new JpegMaker();
  #last = Promise.resolve();
  ready = Promise.resolve();
  waiting = 0;
  took_ms = 0;

  encode(image, width_px) {
    this.waiting += 1;
    this.#last = this.#last.then(() => this.#encode(image, width_px));
    return this.#last;
  }

  async #encode(image, width_px) {
    const start_ms = performance.now();
    try {
      return await this.#maker.encode(image, width_px);
    } finally {
      this.took_ms += performance.now() - start_ms;
      this.waiting -= 1;
    }
  }

  close() {}
}
