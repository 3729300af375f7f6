// What the network sees, as colours over the picture. On request only: the server sends it while the panel is open.

const WIDTH_PX = 320; // of the drawing; the map has fewer cells
const BACKGROUND = 0;

export class Classes {
  #canvas;
  #panel;
  #cells = document.createElement("canvas");
  #colours = null; // [r, g, b] of each class, as the legend has them

  /** @param {HTMLCanvasElement} canvas over the picture @param {HTMLDetailsElement} panel with the legend in it */
  constructor(canvas, panel, onWish) {
    this.#canvas = canvas;
    this.#panel = panel;
    panel.ontoggle = () => {
      this.clear();
      onWish(this.wanted);
    };
  }

  get wanted() {
    return this.#panel.open;
  }

  /** Sets the size of the picture below, in pixels. */
  fit([width, height]) {
    this.#canvas.width = WIDTH_PX;
    this.#canvas.height = Math.round((WIDTH_PX * height) / width);
  }

  /** @param {{place: [number, number, number, number], side: number, runs: number[]} | null} seen see docs/protocol.md */
  show(seen) {
    this.clear();
    if (!seen || !this.wanted) return;
    this.#paintCells(seen);
    const { width, height } = this.#canvas;
    const [x, y, w, h] = seen.place;
    this.#canvas.getContext("2d").drawImage(this.#cells, x * width, y * height, w * width, h * height);
  }

  clear() {
    this.#canvas.getContext("2d").clearRect(0, 0, this.#canvas.width, this.#canvas.height);
  }

  #paintCells({ side, runs }) {
    this.#colours ??= coloursOf(this.#panel);
    this.#cells.width = this.#cells.height = side;
    const picture = new ImageData(side, side);
    let cell = 0;
    for (let i = 0; i < runs.length; i += 2) {
      const end = cell + runs[i + 1];
      const colour = runs[i] === BACKGROUND ? null : this.#colours.get(runs[i]);
      for (; cell < end; cell += 1) if (colour) picture.data.set(colour, 4 * cell);
    }
    this.#cells.getContext("2d").putImageData(picture, 0, 0);
  }
}

/** Class -> [r, g, b, 255], from the swatches of the legend. */
function coloursOf(panel) {
  const swatches = [...panel.querySelectorAll("[data-class]")];
  return new Map(swatches.map((swatch) => [Number(swatch.dataset.class), rgba(swatch)]));
}

function rgba(swatch) {
  const [r, g, b] = getComputedStyle(swatch).backgroundColor.match(/\d+/g).map(Number);
  return [r, g, b, 255];
}
