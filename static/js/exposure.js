// Holds what a camera would change by itself during a measurement: a step in exposure is larger than any pulse.

/** The mode of each automatism, with the value that it chose. */
const AUTOMATISMS = [
  ["exposureMode", "exposureTime"],
  ["whiteBalanceMode", "colorTemperature"],
];
const SAME = 0.1; // relative; a value that was set and reads more differently than this was not held

export class Exposure {
  #track;
  #before;
  /** The modes that are held: "exposureMode", "whiteBalanceMode". */
  held = [];

  /** @param {MediaStreamTrack} track whose automatisms have settled */
  constructor(track) {
    this.#track = track;
    this.#before = track.getConstraints?.() ?? {};
  }

  /** Holds what can be held. A browser or camera that cannot is no fault: `held` says what came of it. */
  async hold() {
    const can = this.#track.getCapabilities?.() ?? {};
    const now = this.#track.getSettings?.() ?? {};
    const found = AUTOMATISMS.filter(([mode]) => can[mode]?.includes("manual") && now[mode] === "continuous");
    for (const automatism of found) await this.#holdOne(automatism, now);
  }

  /** Gives the automatisms back to the camera. */
  async release() {
    if (!this.held.length) return;
    const modes = this.held.map((mode) => ({ [mode]: "continuous" }));
    this.held = [];
    await this.#apply(modes);
  }

  async #holdOne([mode, value], now) {
    const wish = { [mode]: "manual" };
    if (now[value] !== undefined) wish[value] = now[value];
    const others = this.held.map((heldMode) => ({ [heldMode]: "manual" }));
    if (!(await this.#apply([...others, wish]))) return;
    this.held.push(mode);
    const after = this.#track.getSettings();
    if (Math.abs(after[value] - now[value]) > SAME * now[value]) await this.release();
  }

  /** @returns {Promise<boolean>} whether the camera took it; what was asked of it before stays asked */
  #apply(advanced) {
    return this.#track.applyConstraints({ ...this.#before, advanced }).then(
      () => true,
      () => false, // refused, or the track has ended: the camera goes on as it was
    );
  }
}
