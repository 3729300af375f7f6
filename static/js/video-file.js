// A recorded video as a source of frames, with the same face as the camera (camera.js). It is played here, at its
// own speed; the file itself never leaves the device.

import { Failure } from "./failure.js";
import { followFrames } from "./frames.js";
import { MAX_FILE_S, MIN_FILE_S } from "./limits.js";
import { takePicture } from "./picture.js";

const FAR_BEHIND_ANY_END_S = 1e9;

export class VideoFile {
  #video;
  #url;
  #frames = null;
  #onFrame = null;
  #listening = new AbortController();
  missed = 0;

  /** Loads the file into `video`. @param {File} file @throws {Failure} */
  static async open(video, file) {
    const opened = new VideoFile(video, file);
    try {
      await opened.#load();
    } catch (failure) {
      opened.stop();
      throw failure;
    }
    return opened;
  }

  constructor(video, file) {
    this.#video = video;
    this.#url = URL.createObjectURL(file);
  }

  get size() {
    return [this.#video.videoWidth, this.#video.videoHeight];
  }

  get duration_s() {
    return this.#video.duration;
  }

  get clock() {
    return this.#frames?.clock ?? "";
  }

  /** @param {(why: Failure | null) => void} onStopped null at the end of the file */
  start(onFrame, onStopped) {
    this.#onFrame = onFrame;
    const { signal } = this.#listening;
    this.#video.addEventListener("ended", () => onStopped(null), { signal });
    this.#video.addEventListener("error", () => onStopped(new Failure("file_damaged")), { signal });
    document.addEventListener("visibilitychange", () => this.#playWhileSeen(), { signal });
    this.#frames = followFrames(this.#video, true, (frame) => this.#frame(frame));
    this.#playWhileSeen();
  }

  stop() {
    this.#listening.abort();
    this.#onFrame = null;
    this.#frames?.stop();
    if (this.#video.src === this.#url) {
      this.#video.removeAttribute("src");
      this.#video.load();
    }
    URL.revokeObjectURL(this.#url);
  }

  async #load() {
    this.#video.src = this.#url;
    await this.#when("loadeddata");
    // Some recorders write no duration; the end of such a file is found by going there.
    if (this.#video.duration === Infinity) await this.#seek(FAR_BEHIND_ANY_END_S);
    if (this.#video.currentTime > 0) await this.#seek(0);
    if (!this.#video.videoWidth) throw new Failure("file_no_picture");
    if (this.duration_s < MIN_FILE_S) throw new Failure("file_too_short");
    if (this.duration_s > MAX_FILE_S) throw new Failure("file_too_long");
  }

  #seek(t_s) {
    this.#video.currentTime = t_s;
    return this.#when("seeked");
  }

  #when(event) {
    return new Promise((resolve, reject) => {
      const once = { once: true, signal: this.#listening.signal };
      this.#video.addEventListener(event, resolve, once);
      this.#video.addEventListener("error", () => reject(new Failure("file_unreadable")), once);
    });
  }

  /** A page in the background is shown no frames: the video waits for it. */
  #playWhileSeen() {
    if (document.hidden) this.#video.pause();
    else this.#video.play().catch(() => {}); // interrupted by `stop`; all else comes as the event "error"
  }

  async #frame({ t_s, missed }) {
    this.missed += missed;
    const image = await takePicture(this.#video);
    if (this.#onFrame) this.#onFrame({ t_s, image });
    else image.close();
  }
}
