// Encodes pictures one after the other, so that they leave in the order in which they came.

import { JpegMaker } from "./jpeg.js";

const maker = new JpegMaker();
let last = Promise.resolve();

self.onmessage = ({ data }) => {
  last = last.then(() => answer(data));
};

async function answer({ image, width_px }) {
  const start_ms = performance.now();
  try {
    const bytes = await maker.encode(image, width_px);
    self.postMessage({ bytes, took_ms: performance.now() - start_ms }, [bytes.buffer]);
  } catch (error) {
    self.postMessage({ error: String(error) });
  }
}

self.postMessage({ ready: true });
