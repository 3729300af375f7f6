// The consent, the choices and the buttons.

import { listCameras } from "./camera.js";
import { say } from "./text.js";

const BUSY = ["starting", "measuring", "finishing"];
const FIELDS = ["consent", "camera", "mode", "duration", "store", "research"];

export class Controls {
  #at;
  #busy = false;

  /** @param {(id: string) => HTMLElement} at @param {{begin: (source: string) => void, stop: () => void}} on */
  constructor(at, on) {
    this.#at = at;
    at("consent").onchange = () => this.#allow();
    at("form").onsubmit = (event) => {
      event.preventDefault();
      on.begin("camera");
    };
    at("try").onclick = () => on.begin("sample");
    at("choose").onclick = () => at("file").click();
    at("file").onchange = () => this.file && on.begin("file");
    at("stop").onclick = on.stop;
    this.#allow();
  }

  /** Whether a measurement may begin now. */
  get allowed() {
    return !this.#busy && this.#at("consent").checked;
  }

  /** What the person chose. */
  get choices() {
    return {
      consent: this.#at("consent").value,
      mode: this.#at("mode").value,
      store_signals: this.#at("store").checked,
      research: this.#at("research").checked,
      duration_s: Number(this.#at("duration").value),
    };
  }

  /** The recorded video that was chosen last. */
  get file() {
    return this.#at("file").files[0];
  }

  get cameraId() {
    return this.#at("camera").value;
  }

  /** Shows what can be pressed in this state of the session. */
  enter(state) {
    this.#busy = BUSY.includes(state);
    if (!this.#busy) this.#at("file").value = ""; // so that the same file can be chosen again
    this.#at("start").hidden = this.#busy;
    this.#at("stop").hidden = !this.#busy;
    this.#at("stop").disabled = state === "finishing";
    this.#at("start").textContent = say(state === "done" ? "again" : "start");
    this.#allow();
    this.#moveFocus(state);
  }

  /** Fills in the names of the cameras, which the browser tells once one was allowed. */
  async nameCameras() {
    const select = this.#at("camera");
    const chosen = select.value;
    const cameras = await listCameras();
    const options = cameras.map(
      (camera, i) => new Option(camera.label || say("camera", { n: i + 1 }), camera.deviceId),
    );
    select.replaceChildren(new Option(say("front_camera"), ""), ...options);
    select.value = chosen;
  }

  #allow() {
    for (const button of ["start", "try", "choose"]) this.#at(button).disabled = !this.allowed;
    for (const field of FIELDS) this.#at(field).disabled = this.#busy;
  }

  /** The button that was pressed is gone; who works by keyboard goes on at the one in its place. */
  #moveFocus(state) {
    if (state === "starting") this.#at("stop").focus({ preventScroll: true });
    if (state === "failed" || state === "idle") this.#at("start").focus({ preventScroll: true });
  }
}
