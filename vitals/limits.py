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

# --- records of files -------------------------------------------------------------------
MAX_RECORD_S = 4 * 3600.0  # from the first sample to the last
MAX_TRACE_TIME_S = 1e10  # either side of 0: seconds since 1970 fit, and still have microseconds
MAX_PPG = 1e12  # a contact pulse wave in whatever unit; its squares stay finite

# --- camera ---------------------------------------------------------------------------
MIN_FPS = 10.0  # below this there is no heart rate
RESAMPLE_HZ = 30.0
MIN_FACE_SHARE = 0.9  # of the frames of a window must show the face
MIN_FACE_HEIGHT = 0.15  # of the frame's height; a smaller face has too few pixels
MAX_FACE_SPEED = 0.25  # face sizes per second, mean of the window: more is motion
FORBIDDING_FACE_SPEED = 0.8  # likewise: whoever moves so much is stepping or jumping
MIN_SKIN_LUMA = 40.0  # 8-bit; below, sensor noise is larger than the pulse
MAX_CLIPPED_SHARE = 0.3  # of the skin
MAX_BACKLIT_LUMA = 80.0  # 8-bit; skin that is brighter has light enough, whatever is behind it
MIN_BACKLIGHT = 120.0  # 8-bit luma of the background above the skin's
MAX_COVERED_SHARE = 0.1  # of the face's area: more is a mask (docs/page.md)
MIN_NOSE_SHARE = 0.015  # of the skin's area: less is a hand over the nose
MAX_LIGHT_STEP = 6.0  # 8-bit luma of the background, from one half second to the next

# --- transport (docs/protocol.md) -------------------------------------------------------
MAX_FRAMES_PER_BATCH = 16
MAX_FRAME_BYTES = 96 * 1024
MAX_MESSAGE_BYTES = 1024 * 1024
MAX_FRAME_SIDE_PX = 1280  # a decoded live frame; checked in the JPEG header, before decoding
MAX_UNACKED_BATCHES = 4
MAX_CAPTURE_TIME_S = 1e9  # either side of 0, on the page's own clock
MAX_VIDEO_FRAME_SIDE_PX = 640  # frames of a video file are shrunk to this while decoding

# --- finding and following a face ---------------------------------------------------------
MIN_FACE_AREA = 0.0029  # of the square that is looked at; less is a speck
MIN_FACE_FILL = 0.35  # of its bounding box; a face is no ring and no line
MIN_FACE_ASPECT = 0.5  # height over width of its bounding box, lying on the side
MAX_FACE_ASPECT = 2.6  # half in profile, or half covered
MIN_FEATURE_SHARE = 0.02  # eyes, brows, nose, mouth, glasses in a face; a hand has none
FACE_EDGE = 0.047  # of the square, around a face: its soft edge ends inside
MIN_FACE_SURENESS = 0.75  # mean probability inside the mask
CERTAIN_SURENESS = 0.85  # to begin a measurement with
CERTAIN_FEATURE = 0.85  # highest probability of a feature that is clearly there
CERTAIN_FEATURES = 2  # of eyes, brows, nose, mouth: a mask hides two of them
MAX_DOUBT_S = 1.0  # without a certain face among the followed ones, it is lost
FACE_IN_CROP = 0.6  # of the crop's side, where the crop is put anew
MAX_CROP_SHIFT = 0.07  # of its side, before the crop is put anew
MAX_CROP_GROWTH = 1.18  # of the face in it, before the crop is put anew
CHUNK_FRAMES = 8  # share one crop: a crop that moves at frame rate is a false pulse
CHUNK_S = 0.3
LOOK_AROUND_EVERY_S = 1.0  # for a second face, on the whole frame
TILES_EVERY_S = 2.0  # parts of the frame are searched, while nobody is found
SECOND_FACE_SHARE = 0.1  # of the measured face's area; smaller ones are not counted
LARGER_FACE = 1.5  # times the measured face's area, before the measurement moves over to it

# --- regions and motion -------------------------------------------------------------------
CLIPPED_HIGH = 250  # 8-bit; where pixels have any channel here, they are left out
CLIPPED_LOW = 10  # 8-bit; where pixels have all channels here, they are left out
STEADY_S = 1.0  # time constant of the averaged mask while the face is at rest
AT_REST = 0.003  # of the crop's side, how far two edges of the face are from their averages: mere jitter
ELSEWHERE = 0.023  # likewise: it has moved, and the mask follows at once
MIN_REGION_PX = 12.0  # sum of soft weights, in pixels of the frame; less has no colour
MIN_SHOULDERS_SHARE = 0.2  # of the face's height, in the picture below the chin
