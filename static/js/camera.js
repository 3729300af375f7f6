// The camera as a source of frames with capture times.

import { Failure } from "./failure.js";
import { SILENT_CAMERA_S } from "./limits.js";

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
  #clock = null;
  #presented = null;
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
    if (!video.requestVideoFrameCallback) throw new Failure("old_browser");
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
  }

  get size() {
    return [this.#video.videoWidth, this.#video.videoHeight];
  }

  /** @param {(frame: {t_s: number, image: VideoFrame | ImageBitmap}) => void} onFrame @param {(why: Failure) => void} onStopped */
  start(onFrame, onStopped) {
    this.#onFrame = onFrame;
    this.#onStopped = onStopped;
    this.#stream.getVideoTracks()[0].addEventListener("ended", () => this.#stopped());
    this.#watch = setInterval(() => this.#checkAlive(), 1000);
    this.#next();
  }

  stop() {
    clearInterval(this.#watch);
    this.#onFrame = this.#onStopped = null;
    end(this.#stream);
    if (this.#video.srcObject === this.#stream) this.#video.srcObject = null; // it may be another's by now
  }

  #next() {
    this.#video.requestVideoFrameCallback((now_ms, metadata) => this.#frame(now_ms, metadata));
  }

  #frame(now_ms, metadata) {
    if (!this.#onFrame) return;
    this.#next();
    this.#clock ??= clockOf(metadata);
    const t_s = this.#clock(now_ms, metadata);
    if (this.#presented !== null) this.missed += metadata.presentedFrames - this.#presented - 1;
    this.#presented = metadata.presentedFrames;
    this.#seen_ms = performance.now();
    this.#deliver(t_s);
  }

  async #deliver(t_s) {
    const image = await this.#picture();
    if (this.#onFrame) this.#onFrame({ t_s, image });
    else image.close();
  }

  /** What the video shows now; the cheapest form that the browser has. */
  async #picture() {
    if (typeof VideoFrame === "function") {
      const frame = new VideoFrame(this.#video);
      // Of a phone held upright, some browsers give frames that lie on their side.
      if (frame.displayWidth === this.#video.videoWidth) return frame;
      frame.close();
    }
    return createImageBitmap(this.#video);
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

/** Picks one clock for the whole measurement, the best that the browser has: clocks must not be mixed. */
function clockOf(metadata) {
  if (metadata.captureTime !== undefined) return (now_ms, m) => (m.captureTime ?? now_ms) / 1000;
  if (metadata.mediaTime > 0) return (_, m) => m.mediaTime;
  return (now_ms) => now_ms / 1000;
}
