// Calls once a second while a session starts or measures.

const EVERY_MS = 1000;

export class SessionClock {
  #timer = null;

  /** Follows this session until it ends, and no other one any more. @param {() => void} tell */
  follow(session, tell) {
    clearInterval(this.#timer);
    this.#timer = setInterval(() => {
      if (session.state === "starting" || session.state === "measuring") tell();
      else clearInterval(this.#timer);
    }, EVERY_MS);
  }
}
