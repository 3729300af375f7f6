// The frames of a playing video with their times, from the best clock that the browser has.

/**
 * Calls `onFrame({t_s, missed})` for each new frame: its time in seconds, and how many frames the browser did not
 * show to us since the one before.
 * @param {boolean} isFile whether the media's own time is the one that counts
 * @returns {{clock: string, stop: () => void}} `clock` is "capture", "media", "callback" or, without
 *   requestVideoFrameCallback, "animation": a time that is known to a display's frame only; "" before the first frame
 */
export function followFrames(video, isFile, onFrame) {
  const follower = video.requestVideoFrameCallback ? new FrameCallbacks() : new AnimationFrames();
  follower.start(video, isFile, onFrame);
  return follower;
}

class FrameCallbacks {
  clock = "";
  #video;
  #handle;
  #presented = null;

  start(video, isFile, onFrame) {
    this.#video = video;
    const step = (now_ms, metadata) => {
      this.#handle = video.requestVideoFrameCallback(step);
      this.clock ||= clockOf(metadata, isFile); // one for the whole measurement: clocks must not be mixed
      const missed = this.#presented === null ? 0 : metadata.presentedFrames - this.#presented - 1;
      this.#presented = metadata.presentedFrames;
      onFrame({ t_s: CLOCKS[this.clock](now_ms, metadata), missed });
    };
    this.#handle = video.requestVideoFrameCallback(step);
  }

  stop() {
    this.#video.cancelVideoFrameCallback(this.#handle);
  }
}

class AnimationFrames {
  clock = "";
  #handle;
  #last = null;

  start(video, _, onFrame) {
    const step = () => {
      this.#handle = requestAnimationFrame(step);
      const shown = shownBy(video);
      if (video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA || shown === this.#last) return;
      this.clock = "animation";
      this.#last = shown;
      onFrame({ t_s: video.currentTime, missed: 0 });
    };
    this.#handle = requestAnimationFrame(step);
  }

  stop() {
    cancelAnimationFrame(this.#handle);
  }
}

/** What changes with each new frame: the count of them, as the time may run on without any. */
function shownBy(video) {
  return video.getVideoPlaybackQuality?.().totalVideoFrames ?? video.currentTime;
}

const CLOCKS = {
  capture: (now_ms, metadata) => (metadata.captureTime ?? now_ms) / 1000,
  media: (_, metadata) => metadata.mediaTime,
  callback: (now_ms) => now_ms / 1000,
};

function clockOf(metadata, isFile) {
  if (isFile) return "media";
  if (metadata.captureTime !== undefined) return "capture";
  return metadata.mediaTime > 0 ? "media" : "callback";
}
