// What the page holds itself to. The transport limits are those of docs/protocol.md.

export const BATCH_S = 0.25;
export const MAX_FRAMES_PER_BATCH = 16;
export const MAX_FRAME_BYTES = 96 * 1024;
export const MAX_UNACKED_BATCHES = 4;
export const MAX_BUFFERED_BYTES = 512 * 1024; // more than a second of pictures waiting in the browser

export const JPEG_QUALITY = 0.92;
export const MAX_ENCODING_FRAMES = 4; // pictures in the encoder at once

/** Width in pixels and rate of the pictures that leave the page. */
export const MODES = {
  standard: { width_px: 320, fps: 30 },
  high: { width_px: 480, fps: 30 },
  eco: { width_px: 320, fps: 15 },
};

// When the server's backlog passes the first, send at half the rate; when it is below the second, at full rate.
export const BACKLOG_SLOW_FRAMES = 75;
export const BACKLOG_FULL_FRAMES = 20;
// When pictures find no room on the way, send less; after some calm, more again.
export const CONGESTED_AGAIN_S = 2; // congestion that goes on for so long lowers what is sent once more
export const CALM_S = 8; // without any, before more is sent again
export const SMALLER_PICTURE = 0.75; // times the mode's width

export const SETTLE_S = 2.5; // that a camera gets for its exposure and white balance, before they are held
export const GOOD_FPS = 20; // a camera below is named as slow
export const GOOD_WIDTH_PX = 320; // likewise as small

export const RECONNECT_AFTER_S = [0.3, 1, 2, 4, 8];
export const READY_TIMEOUT_S = 10;
export const RESULT_TIMEOUT_S = 30;
export const SILENT_CAMERA_S = 5; // without a picture for so long, the camera counts as stopped
// A recorded video: shorter ones have no result, longer ones end before the server does (5 min).
export const MIN_FILE_S = 10;
export const MAX_FILE_S = 290;

export const KIOSK_CLEARS_AFTER_S = 60; // without a touch

export const EXTRA_TIME_S = 45; // how long a measurement may wait for a face on top of its duration
