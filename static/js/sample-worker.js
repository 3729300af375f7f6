// Paints the sample 30 times a second. Each picture carries the time for which it was painted, as a camera's would.

import { Portrait } from "./portrait.js";

const FPS = 30;

self.onmessage = async ({ data }) => {
  try {
    const [image, layers] = await Promise.all([data.portrait, data.layers].map(load));
    play(new Portrait(image, layers), image);
  } catch (error) {
    self.postMessage({ error: String(error) });
  }
};

async function load(url) {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  const bitmap = await createImageBitmap(await answer.blob());
  const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d");
  context.drawImage(bitmap, 0, 0);
  return context.getImageData(0, 0, bitmap.width, bitmap.height);
}

function play(portrait, { width, height }) {
  const picture = new ImageData(width, height);
  const start_ms = performance.now();
  let count = 0;
  const paint = async () => {
    const t_s = count / FPS;
    const before_ms = performance.now();
    portrait.paint(picture, t_s);
    const took_ms = performance.now() - before_ms;
    const image = await createImageBitmap(picture);
    const elapsed_ms = performance.now() - start_ms;
    // A worker that was held up skips what it missed, as a camera would.
    const next = Math.max(count + 1, Math.floor((elapsed_ms / 1000) * FPS));
    self.postMessage({ t_s: start_ms / 1000 + t_s, image, took_ms, skipped: next - count - 1 }, [image]);
    count = next;
    setTimeout(paint, (count / FPS) * 1000 - elapsed_ms);
  };
  paint();
}
