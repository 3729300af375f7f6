// In how many of the seconds that could have a number there was one.

const NAMES = ["heart_rate", "respiratory_rate"];

export class Coverage {
  #could = { heart_rate: 0, respiratory_rate: 0 };
  #answered = { heart_rate: 0, respiratory_rate: 0 };

  /** Hears one estimate; the first seconds, before any number is possible, do not count. */
  hear(estimate) {
    for (const name of NAMES) {
      const { value, withheld } = estimate[name];
      if (value !== null) this.#answered[name] += 1;
      if (withheld !== "too_short") this.#could[name] += 1;
    }
  }

  /** Shares 0..1 by name of the rate. */
  get shares() {
    const share = (name) => [name, this.#could[name] ? this.#answered[name] / this.#could[name] : 0];
    return Object.fromEntries(NAMES.map(share));
  }
}
