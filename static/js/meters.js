// How much light is on the skin, and how much the head moves, as the server measured them.

import { say } from "./text.js";

// 8-bit luma of the skin, and face sizes a second: the limits of vitals/limits.py, with a margin
const DARK_LUMA = 60;
const BRIGHT_LUMA = 225;
const FULL_LUMA = 255;
const SOME_MOTION = 0.1;
const MUCH_MOTION = 0.25;
const FULL_MOTION = 0.5;

export class Meters {
  #light;
  #motion;

  /** @param {Element} light @param {Element} motion each with a progress bar and an [data-word] in it */
  constructor(light, motion) {
    this.#light = light;
    this.#motion = motion;
  }

  clear() {
    this.#light.hidden = this.#motion.hidden = true;
  }

  /** @param {{light?: number | null, motion?: number | null}} estimate */
  show({ light, motion }) {
    set(this.#light, light, FULL_LUMA, lightWord);
    set(this.#motion, motion, FULL_MOTION, motionWord);
  }
}

function set(meter, value, full, word) {
  meter.hidden = value === null || value === undefined;
  if (meter.hidden) return;
  meter.querySelector("progress").value = Math.min(1, value / full);
  meter.querySelector("[data-word]").textContent = say(word(value));
}

function lightWord(luma) {
  if (luma < DARK_LUMA) return "light_dark";
  return luma > BRIGHT_LUMA ? "light_bright" : "light_good";
}

function motionWord(speed) {
  if (speed < SOME_MOTION) return "motion_still";
  return speed < MUCH_MOTION ? "motion_some" : "motion_much";
}
