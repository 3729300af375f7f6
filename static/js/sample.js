// The built-in sample as a source of frames, with the same face as the camera (camera.js).

import { Failure } from "./failure.js";

export class Sample {
  #canvas;
  #worker = new Worker(new URL("./sample-worker.js", import.meta.url), { type: "module" });
  #first;
  /** Pictures that were not painted because the worker was held up. */
  missed = 0;
  /** Milliseconds spent on painting so far. */
  painted_ms = 0;

  /** Loads the sample and shows its first picture in `canvas`. @throws {Failure} */
  static async open(canvas) {
    const sample = new Sample(canvas);
    await sample.#first;
    return sample;
  }

  constructor(canvas) {
    this.#canvas = canvas;
    this.#first = new Promise((resolve, reject) => {
      this.#worker.onmessage = ({ data }) =>
        data.error ? reject(new Failure("sample_missing")) : resolve(this.#show(data));
      this.#worker.onerror = () => reject(new Failure("sample_missing"));
    });
    const { portrait, layers } = canvas.dataset;
    this.#worker.postMessage({ portrait: absolute(portrait), layers: absolute(layers) });
  }

  get size() {
    return [this.#canvas.width, this.#canvas.height];
  }

  start(onFrame, onStopped) {
    this.#worker.onmessage = ({ data }) => onFrame(this.#show(data));
    this.#worker.onerror = () => onStopped(new Failure("sample_missing"));
  }

  stop() {
    this.#worker.terminate();
  }

  #show({ t_s, image, took_ms, skipped }) {
    if (this.#canvas.width !== image.width)
      [this.#canvas.width, this.#canvas.height] = [image.width, image.height];
    this.#canvas.getContext("2d").drawImage(image, 0, 0);
    this.painted_ms += took_ms;
    this.missed += skipped;
    return { t_s, image };
  }
}

function absolute(url) {
  return new URL(url, document.baseURI).href;
}
