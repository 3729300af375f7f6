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
    const scaled = polygons.map((polygon) => polygon.map(([x, y]) => [x * width, y * height]));
    this.#path.setAttribute("d", scaled.map(rounded).join(""));
  }

  clear() {
    this.#path.setAttribute("d", "");
  }
}

/** The polygon with its corners, which are those of the network's grid, rounded off. */
function rounded(polygon) {
  const middles = polygon.map(([x, y], i) => {
    const [nextX, nextY] = polygon[(i + 1) % polygon.length];
    return [(x + nextX) / 2, (y + nextY) / 2];
  });
  const curve = polygon.map((corner, i) => `Q${point(corner)} ${point(middles[i])}`);
  return `M${point(middles.at(-1))}${curve.join("")}Z`;
}

function point([x, y]) {
  return `${x.toFixed(1)} ${y.toFixed(1)}`;
}
