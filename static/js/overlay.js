// The outline of the mask over the picture. The drawing covers the picture exactly as CSS `object-fit: cover` does.

export class Overlay {
  #svg;
  #path;
  #size = [4, 3];

  /** @param {SVGSVGElement} svg with one path in it and preserveAspectRatio="xMidYMid slice" */
  constructor(svg) {
    this.#svg = svg;
    this.#path = svg.querySelector("path");
  }

  /** Sets the size of the picture below, in pixels. */
  fit([width, height]) {
    this.#size = [width, height];
    this.#svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
  }

  /** @param {[number, number][][]} polygons closed, in shares of the frame */
  show(polygons) {
    const [width, height] = this.#size;
    const point = ([x, y]) => `${(x * width).toFixed(1)} ${(y * height).toFixed(1)}`;
    this.#path.setAttribute("d", polygons.map((polygon) => `M${polygon.map(point).join("L")}Z`).join(""));
  }

  clear() {
    this.#path.setAttribute("d", "");
  }
}
