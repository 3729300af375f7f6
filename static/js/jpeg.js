// Scales one picture and encodes it as JPEG, on whatever canvas the browser has.

import { JPEG_QUALITY } from "./limits.js";

/** Width and height in which a picture of this size is sent; a smaller one is not enlarged. */
export function sentSize([width, height], width_px) {
  const scale = Math.min(1, width_px / width);
  return [Math.round(width * scale), Math.round(height * scale)];
}

export class JpegMaker {
  #canvas =
    typeof OffscreenCanvas === "function" ? new OffscreenCanvas(1, 1) : document.createElement("canvas");
  #context = this.#canvas.getContext("2d", { alpha: false, willReadFrequently: true });

  /**
   * Takes the picture and closes it.
   * @param {ImageBitmap | VideoFrame} image
   * @param {number} width_px of the result, see sentSize
   * @returns {Promise<Uint8Array>}
   */
  async encode(image, width_px) {
    try {
      this.#draw(image, width_px);
    } finally {
      image.close();
    }
    const blob = await this.#blob();
    return new Uint8Array(await blob.arrayBuffer());
  }

  #draw(image, width_px) {
    const full = [image.displayWidth ?? image.width, image.displayHeight ?? image.height];
    const [width, height] = sentSize(full, width_px);
    if (this.#canvas.width !== width) this.#canvas.width = width;
    if (this.#canvas.height !== height) this.#canvas.height = height;
    this.#context.imageSmoothingQuality = "medium"; // averages over all pixels; "low" skips some of a large frame
    this.#context.drawImage(image, 0, 0, width, height);
  }

  #blob() {
    const options = { type: "image/jpeg", quality: JPEG_QUALITY };
    if (this.#canvas.convertToBlob) return this.#canvas.convertToBlob(options);
    return new Promise((resolve, reject) => {
      const done = (blob) => (blob ? resolve(blob) : reject(new Error("the canvas gave no JPEG")));
      this.#canvas.toBlob(done, options.type, options.quality);
    });
  }
}
