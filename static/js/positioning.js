// Where the face is, and the one thing to change about it. Limits are those of docs/page.md.

const CENTRE_X = [0.3, 0.7]; // shares of the frame
const CENTRE_Y = [0.2, 0.75];
const TOO_CLOSE_HEIGHT = 0.92; // of the frame: chin or forehead are cut off

/** @param {[number, number, number, number]} face centre x, centre y, width, height in shares of the frame */
export function faultOf([x, y, , height]) {
  if (height > TOO_CLOSE_HEIGHT) return "too_close";
  return inside(x, CENTRE_X) && inside(y, CENTRE_Y) ? null : "off_centre";
}

function inside(value, [low, high]) {
  return value >= low && value <= high;
}
