// What is shown while measuring: outline, numbers, waves, rates over time, and one instruction at a time.

import { BREATH_SCALE, HEART_SCALE, TrendChart, WaveChart } from "./chart.js";
import { Numbers } from "./numbers.js";
import { Overlay } from "./overlay.js";
import { advice } from "./words.js";

export const MEASURING = "Measuring. Look at the camera and keep still.";
const TWO_FACES = "Two faces: the larger one is measured.";
const SECOND_FACE_S = 3; // a second face that was seen so long ago is still spoken of

export class Live {
  #status;
  #numbers;
  #overlay;
  #pulse;
  #breath;
  #heartTrend;
  #breathTrend;
  #crowded_s = -Infinity; // until then a second face counts as there

  /** @param {(id: string) => HTMLElement} at @param {import("./status.js").Status} status */
  constructor(at, status) {
    const tile = (name) => ({ number: at(name), hint: at(`${name}-hint`) });
    const tiles = { heart_rate: tile("heart-rate"), respiratory_rate: tile("respiratory-rate") };
    this.#status = status;
    this.#numbers = new Numbers(tiles, { word: at("quality"), meter: at("meter") });
    this.#overlay = new Overlay(at("outline"));
    this.#pulse = new WaveChart(at("pulse-chart"));
    this.#breath = new WaveChart(at("breath-chart"));
    this.#heartTrend = new TrendChart(at("heart-trend"), HEART_SCALE);
    this.#breathTrend = new TrendChart(at("breath-trend"), BREATH_SCALE);
  }

  clear() {
    this.#numbers.clear();
    this.#overlay.clear();
    for (const wave of [this.#pulse, this.#breath]) wave.show(null);
    for (const trend of [this.#heartTrend, this.#breathTrend]) trend.clear();
    this.#crowded_s = -Infinity;
  }

  /** @param {[number, number]} size of the source in pixels */
  begin(size) {
    this.#overlay.fit(size);
  }

  /** The `vision` message. */
  vision({ t_s, outline, faces }) {
    this.#overlay.show(outline ?? []);
    if (faces > 1) this.#crowded_s = t_s + SECOND_FACE_S;
    this.#status.say(t_s < this.#crowded_s ? TWO_FACES : MEASURING);
    if (faces === 0) this.#status.instruct(advice("no_face"), "no_face");
  }

  /** The `estimate` message, for a window that ends t_s after the first frame. */
  estimate(message, t_s) {
    this.#numbers.show(message);
    this.#pulse.show(message.pulse);
    this.#breath.show(message.breath);
    this.#heartTrend.push(t_s, message.heart_rate.value);
    this.#breathTrend.push(t_s, message.respiratory_rate.value);
  }

  /** The advice that came with an estimate; a second face is named where there is nothing but to wait. */
  instruct({ instruction, newest_t_s }) {
    const onlyPatience = !instruction || instruction.code === "too_short";
    if (onlyPatience && newest_t_s < this.#crowded_s) this.#status.instruct(TWO_FACES, "two_faces");
    else this.#status.instruct(instruction?.text ?? "", instruction?.code);
  }

  /** The picture is gone; the numbers stay. */
  end() {
    this.#overlay.clear();
    this.#numbers.keep();
  }

  /** The final numbers. */
  result(message) {
    this.#numbers.show(message);
    this.#numbers.keep();
  }
}
