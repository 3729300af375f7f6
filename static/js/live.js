// What is shown while measuring: outline, numbers, waves and rates over time.

import { SpectrumChart } from "./charts/spectrum.js";
import { BREATH_SCALE, HEART_SCALE, TrendChart } from "./charts/trend.js";
import { WaveChart } from "./charts/wave.js";
import { Classes } from "./classes.js";
import { Meters } from "./meters.js";
import { Numbers } from "./numbers.js";
import { Overlay } from "./overlay.js";

const WAVES = ["pulse", "breath"];

export class Live {
  #numbers;
  #overlay;
  #classes;
  #charts;
  #last = {}; // the newest wave of each kind that was measured
  #heartTrend;
  #breathTrend;
  #spectrum;
  #spectrumPanel;
  #meters;

  /** @param {(id: string) => HTMLElement} at @param {(wanted: boolean) => void} onClasses when they are asked for */
  constructor(at, onClasses = () => {}) {
    const tile = (name) => ({ number: at(name), hint: at(`${name}-hint`) });
    const tiles = { heart_rate: tile("heart-rate"), respiratory_rate: tile("respiratory-rate") };
    this.#numbers = new Numbers(tiles, { word: at("quality"), meter: at("meter") });
    this.#overlay = new Overlay(at("outline"));
    this.#classes = new Classes(at("classes"), at("seen"), onClasses);
    this.#charts = { pulse: new WaveChart(at("pulse-chart")), breath: new WaveChart(at("breath-chart")) };
    this.#heartTrend = new TrendChart(at("heart-trend"), HEART_SCALE);
    this.#breathTrend = new TrendChart(at("breath-trend"), BREATH_SCALE);
    this.#spectrum = new SpectrumChart(at("spectrum-chart"));
    this.#spectrumPanel = at("spectrum");
    this.#spectrumPanel.ontoggle = () => this.#showSpectrum();
    this.#meters = new Meters(at("light"), at("motion"));
  }

  clear() {
    this.#numbers.clear();
    this.#overlay.clear();
    this.#last = {};
    for (const name of WAVES) this.#charts[name].show(null);
    this.#showSpectrum();
    this.#meters.clear();
    for (const trend of [this.#heartTrend, this.#breathTrend]) trend.clear();
  }

  /** Whether the person wants to see what the network sees. */
  get wantsClasses() {
    return this.#classes.wanted;
  }

  /** @param {[number, number]} size of the source in pixels */
  begin(size) {
    this.#overlay.fit(size);
    this.#classes.fit(size);
  }

  /** The `vision` message. */
  vision({ outline, classes }) {
    this.#overlay.show(outline ?? []);
    this.#classes.show(classes);
  }

  /** The `estimate` message, for a window that ends t_s after the first frame. */
  estimate(message, t_s) {
    this.#numbers.show(message);
    for (const name of WAVES) {
      this.#charts[name].show(message[name]);
      this.#last[name] = message[name] ?? this.#last[name];
    }
    this.#showSpectrum();
    this.#meters.show(message);
    this.#heartTrend.push(t_s, message.heart_rate);
    this.#breathTrend.push(t_s, message.respiratory_rate);
  }

  /** On request only: nobody else pays for it. */
  #showSpectrum() {
    if (this.#spectrumPanel.open) this.#spectrum.show(this.#last.pulse ?? null);
  }

  /** The picture is gone; the numbers stay. */
  end() {
    this.#overlay.clear();
    this.#classes.clear();
    this.#numbers.keep();
  }

  /** The final numbers, with the last waves that were measured. */
  result(message) {
    this.#numbers.show(message);
    this.#numbers.keep();
    for (const name of WAVES) this.#charts[name].show(this.#last[name] ?? null);
  }
}
