// Packs frames into one binary message, little-endian; the twin of vitals/frames/batch.py (docs/protocol.md).

const MAGIC = [0x46, 0x53, 0x4e, 0x56]; // "FSNV"
const VERSION = 1;
const HEADER_BYTES = 12;
const FRAME_HEADER_BYTES = 12;

/**
 * @param {number} sequence of this batch, from 0
 * @param {{t_s: number, bytes: Uint8Array}[]} frames in order of capture time
 * @returns {ArrayBuffer}
 */
export function packBatch(sequence, frames) {
  const message = new ArrayBuffer(frames.reduce((sum, frame) => sum + sizeOf(frame), HEADER_BYTES));
  const view = new DataView(message);
  MAGIC.forEach((byte, i) => view.setUint8(i, byte));
  view.setUint16(4, VERSION, true);
  view.setUint16(6, frames.length, true);
  view.setUint32(8, sequence, true);
  let offset = HEADER_BYTES;
  for (const frame of frames) {
    view.setFloat64(offset, frame.t_s, true);
    view.setUint32(offset + 8, frame.bytes.byteLength, true);
    new Uint8Array(message).set(frame.bytes, offset + FRAME_HEADER_BYTES);
    offset += sizeOf(frame);
  }
  return message;
}

function sizeOf(frame) {
  return FRAME_HEADER_BYTES + frame.bytes.byteLength;
}
