// Says what the camera, or another source, really gives: its size, its measured rate, what is held, and why less is sent than could be.

import { GOOD_FPS, GOOD_WIDTH_PX } from "./limits.js";
import { SessionClock } from "./session-clock.js";
import { number, say } from "./text.js";

const CHECK_S = 2; // of frames, before a rate is told

export class SourceFacts {
  #element;
  #clock = new SessionClock();

  constructor(element) {
    this.#element = element;
  }

  /** Tells of this session's source until the session ends. */
  follow(session) {
    this.#element.textContent = "";
    this.#clock.follow(session, () => {
      if (session.source) this.#element.textContent = sentences(session.source).join(" ");
    });
  }
}

/** @param {{isCamera: boolean, size: [number, number], fps: number, seen_s: number, clock: string, held: string[], why: string}} source */
export function sentences({ isCamera, size: [width, height], fps, seen_s, clock, held, why }) {
  if (!(seen_s >= CHECK_S)) return [say("facts_checking", { width, height })];
  const found = [say("facts_camera", { width, height, fps: number(fps) })];
  if (held.length) found.push(say(held.length > 1 ? "facts_held_both" : `facts_held_${held[0]}`));
  if (why) found.push(say(`facts_slowed_${why}`));
  else if (isCamera && fps < GOOD_FPS) found.push(say("facts_slow_camera"));
  if (isCamera && width < GOOD_WIDTH_PX) found.push(say("facts_small_camera"));
  if (clock === "animation") found.push(say("facts_rough_clock"));
  return found;
}
