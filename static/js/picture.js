// One picture of a video, in the cheapest form that the browser has.

/** What the video shows now. @returns {Promise<VideoFrame | ImageBitmap>} */
export async function takePicture(video) {
  if (typeof VideoFrame === "function") {
    const frame = new VideoFrame(video);
    // Of a phone held upright, some browsers give frames that lie on their side.
    if (frame.displayWidth === video.videoWidth) return frame;
    frame.close();
  }
  return createImageBitmap(video);
}
