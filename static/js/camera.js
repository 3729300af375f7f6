// The camera as a source of frames with capture times.

import { Exposure } from "./exposure.js";
import { Failure } from "./failure.js";
import { followFrames } from "./frames.js";
import { SETTLE_S, SILENT_CAMERA_S } from "./limits.js";
import { takePicture } from "./picture.js";

const FAILURES = {
  NotFoundError: "no_camera",
  OverconstrainedError: "no_camera",
  NotAllowedError: "camera_refused",
  SecurityError: "camera_refused",
  NotReadableError: "camera_in_use",
  AbortError: "camera_in_use",
};

export class Camera {
  #video;
  #stream;
  #frames = null;
  #exposure;
  #settling = null;
  #seen_ms = performance.now();
  #watch = null;
  #onFrame = null;
  #onStopped = null;
  /** Frames that the camera delivered and the browser did not show to us. */
  missed = 0;

  /**
   * Asks for the camera and shows it in `video`; null when nobody waits for it any more by then.
   * @param {() => boolean} isWanted people may take long to answer, and press Stop instead
   * @throws {Failure}
   */
  static async open(video, deviceId, isWanted) {
    const stream = await requestStream(deviceId);
    if (!isWanted()) {
      end(stream);
      return null;
    }
    video.srcObject = stream;
    try {
      await video.play();
    } catch {
      end(stream);
      throw new Failure("camera_stopped");
    }
    return new Camera(video, stream);
  }

  constructor(video, stream) {
    this.#video = video;
    this.#stream = stream;
    this.#exposure = new Exposure(this.#track);
  }

  get size() {
    return [this.#video.videoWidth, this.#video.videoHeight];
  }

  /** The clock of the capture times, see frames.js. */
  get clock() {
    return this.#frames?.clock ?? "";
  }

  /** What the camera no longer changes by itself, see exposure.js. */
  get held() {
    return this.#exposure.held;
  }

  /** @param {(frame: {t_s: number, image: VideoFrame | ImageBitmap}) => void} onFrame @param {(why: Failure) => void} onStopped */
  start(onFrame, onStopped) {
    this.#onFrame = onFrame;
    this.#onStopped = onStopped;
    this.#track.addEventListener("ended", () => this.#stopped());
    this.#watch = setInterval(() => this.#checkAlive(), 1000);
    this.#settling = setTimeout(() => this.#exposure.hold(), SETTLE_S * 1000);
    this.#frames = followFrames(this.#video, false, (frame) => this.#frame(frame));
  }

  stop() {
    clearInterval(this.#watch);
    clearTimeout(this.#settling);
    this.#onFrame = this.#onStopped = null;
    this.#frames?.stop();
    this.#exposure.release().finally(() => end(this.#stream));
    if (this.#video.srcObject === this.#stream) this.#video.srcObject = null; // it may be another's by now
  }

  get #track() {
    return this.#stream.getVideoTracks()[0];
  }

  async #frame({ t_s, missed }) {
    this.missed += missed;
    this.#seen_ms = performance.now();
    const image = await takePicture(this.#video);
    if (this.#onFrame) this.#onFrame({ t_s, image });
    else image.close();
  }

  #checkAlive() {
    // A page in the background gets no frames; that is no fault of the camera.
    if (document.hidden) this.#seen_ms = performance.now();
    else if (performance.now() - this.#seen_ms > SILENT_CAMERA_S * 1000) this.#stopped();
  }

  #stopped() {
    this.#onStopped?.(new Failure("camera_stopped"));
  }
}

/** The cameras that the browser names; names are empty until a camera was allowed once. */
export async function listCameras() {
  const devices = (await navigator.mediaDevices?.enumerateDevices()) ?? [];
  return devices.filter((device) => device.kind === "videoinput" && device.deviceId);
}

async function requestStream(deviceId) {
  if (!navigator.mediaDevices?.getUserMedia)
    throw new Failure(window.isSecureContext ? "no_camera" : "insecure_page");
  const video = { width: { ideal: 640 }, height: { ideal: 480 }, frameRate: { ideal: 30 } };
  Object.assign(video, deviceId ? { deviceId: { exact: deviceId } } : { facingMode: "user" });
  try {
    return await navigator.mediaDevices.getUserMedia({ video, audio: false });
  } catch (error) {
    throw new Failure(FAILURES[error.name] ?? "no_camera");
  }
}

function end(stream) {
  stream.getTracks().forEach((track) => track.stop());
}
