// What all charts share. Nothing is animated or made up; a chart is drawn once per animation frame at most, and
// only when there is something new.

const uPlot = globalThis.uPlot; // static/vendor/uplot, a classic script

/** A subclass has `data()` and `options(colours, axis)`, as uPlot wants them. */
export class Chart {
  #element;
  #plot = null;
  #waiting = false;

  constructor(element) {
    this.#element = element;
    new ResizeObserver(() => this.#fit()).observe(element);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.#rebuild());
  }

  /** Asks for a drawing in the next animation frame. */
  refresh() {
    if (this.#waiting) return;
    this.#waiting = true;
    requestAnimationFrame(() => {
      this.#waiting = false;
      if (!this.#element.clientWidth) return; // not on show; drawn when it is
      this.#plot ??= this.#build();
      this.#plot.setData(this.data());
    });
  }

  #build() {
    const style = getComputedStyle(this.#element);
    const colour = (name) => style.getPropertyValue(name);
    const colours = { line: colour("--accent"), band: colour("--band"), text: colour("--muted") };
    const grid = { stroke: colour("--line"), width: 1 };
    const axis = { stroke: colours.text, font, grid, ticks: grid };
    const options = { ...this.#size(), ...common, ...this.options(colours, axis) };
    return new uPlot(options, this.data(), this.#element);
  }

  #rebuild() {
    this.#plot?.destroy();
    this.#plot = null;
    this.refresh();
  }

  #fit() {
    if (this.#plot) this.#plot.setSize(this.#size());
    else this.refresh();
  }

  #size() {
    return { width: this.#element.clientWidth, height: this.#element.clientHeight };
  }
}

const font = "12px system-ui, sans-serif";
const common = { legend: { show: false }, cursor: { show: false }, padding: [6, 18, 0, 18] };
