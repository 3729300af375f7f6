// What can go wrong on the page: each with a code, and a sentence that says what to do.

const MESSAGES = {
  no_camera: "No camera was found. Connect one and press Start again, or try the sample.",
  camera_refused:
    "The camera was refused. Allow it for this page in the browser's address bar and press Start again, or try the sample.",
  camera_in_use: "The camera is used by another program. Close that program and press Start again.",
  insecure_page: "The browser gives no camera to this address. Open the page over https, or on localhost.",
  old_browser: "This browser cannot say when its camera took a picture. Update it and press Start again.",
  camera_stopped: "The camera stopped. Check its cable or cover and press Start again.",
  sample_missing: "The sample could not be loaded. Reload the page.",
  encoder: "This browser could not encode the pictures. Try a current Chromium, Firefox or Safari.",
  offline: "The server cannot be reached. Check the connection and press Start again.",
  not_allowed: "The server refused this measurement. Reload the page and press Start again.",
  replaced: "This measurement was opened in another window and goes on there.",
  idle: "No pictures reached the server for 30 s. Keep this page in front and press Start again.",
  ended: "This measurement is over. Press Start for a new one.",
  too_fast: "Too many pictures a second were sent. Choose the standard mode and press Start again.",
  too_large: "The pictures are too large for the server. Choose the standard mode and press Start again.",
  unavailable: "The measuring service is away for the moment. Try again in a minute.",
  bad_message: "The server did not understand this page. Reload it and press Start again.",
  no_result: "The server sent no result in time. Try again in a minute.",
};

/** Why the server closed the socket, by close code (docs/protocol.md). */
const CLOSE_CODES = {
  1009: "too_large",
  4400: "bad_message",
  4401: "bad_message",
  4402: "bad_message",
  4403: "not_allowed",
  4408: "idle",
  4409: "replaced",
  4410: "ended",
  4413: "too_large",
  4429: "too_fast",
  4500: "unavailable",
};

export class Failure extends Error {
  /** @param {string} code @param {string} [message] the server's own sentence, where there is one */
  constructor(code, message) {
    super(message || MESSAGES[code] || MESSAGES.unavailable);
    this.code = code;
  }
}

/** The failure that a close code stands for; null when the connection merely broke and may be resumed. */
export function failureOfClose(code) {
  return code in CLOSE_CODES ? new Failure(CLOSE_CODES[code]) : null;
}
