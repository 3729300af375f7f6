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

# --- transport (docs/protocol.md) -------------------------------------------------------
MAX_FRAMES_PER_BATCH = 16
MAX_FRAME_BYTES = 96 * 1024
MAX_MESSAGE_BYTES = 1024 * 1024
MAX_FRAME_SIDE_PX = 1280  # a decoded live frame; checked in the JPEG header, before decoding
MAX_UNACKED_BATCHES = 4
