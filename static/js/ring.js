// The oval in which the face belongs; the good seconds run along its edge.

export class Ring {
  #guide;
  #progress;
  #left;

  /** @param {SVGElement} guide holding an element [data-done] of pathLength 1 @param {HTMLProgressElement} progress */
  constructor(guide, progress, left) {
    this.#guide = guide;
    this.#progress = progress;
    this.#left = left;
  }

  /** @param {number} share 0..1 @param {string} left in words */
  show(share, left) {
    this.#progress.value = share;
    this.#left.textContent = left;
    this.#guide.querySelector("[data-done]").style.strokeDasharray = `${share} 1`;
  }

  /** Shows whether the face is where it should be. */
  mark(isGood) {
    this.#guide.classList.toggle("good", isGood);
  }

  clear() {
    this.show(0, "");
    this.mark(false);
  }
}
