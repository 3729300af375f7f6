"""Every limit of body, camera and transport, each with its unit. Nothing else in here."""

from __future__ import annotations

# --- body -----------------------------------------------------------------------------
HR_MIN_BPM = 40.0
HR_MAX_BPM = 240.0
RR_MIN_BPM = 4.0
RR_MAX_BPM = 60.0

# --- windows --------------------------------------------------------------------------
HR_WINDOW_S = 10.0
HR_FIRST_S = 8.0  # the first heart rate may come from so much face
RR_WINDOW_S = 30.0
RR_FIRST_S = 20.0  # provisional from here, confirmed at RR_WINDOW_S
ESTIMATE_EVERY_S = 1.0
MAX_GAP_S = 0.5  # a longer hole between frames breaks the window

# --- camera ---------------------------------------------------------------------------
MIN_FPS = 10.0  # below this there is no heart rate
RESAMPLE_HZ = 30.0
MIN_FACE_SHARE = 0.9  # of the frames of a window must show the face
MIN_FACE_HEIGHT = 0.15  # of the frame's height; a smaller face has too few pixels
MAX_FACE_SPEED = 0.25  # face sizes per second, mean of the window: more is motion
MIN_SKIN_LUMA = 40.0  # 8-bit; below, sensor noise is larger than the pulse
MAX_CLIPPED_SHARE = 0.3  # of the skin
MAX_LIGHT_STEP = 6.0  # 8-bit luma of the background, from one half second to the next

# --- transport (docs/protocol.md) -------------------------------------------------------
MAX_FRAMES_PER_BATCH = 16
MAX_FRAME_BYTES = 96 * 1024
MAX_MESSAGE_BYTES = 1024 * 1024
MAX_FRAME_SIDE_PX = 1280  # a decoded live frame; checked in the JPEG header, before decoding
MAX_UNACKED_BATCHES = 4
MAX_VIDEO_FRAME_SIDE_PX = 640  # frames of a video file are shrunk to this while decoding
