"""Skin by thresholds on colour, the oldest region of interest; no face is looked for."""

from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from models.fasenet.sources import Picture

CB: Final = (77, 127)
CR: Final = (133, 173)
"""Chai & Ngan 1999, "Face segmentation using skin-color map in videophone applications",
doi 10.1109/76.767122; 8-bit units of ITU-R BT.601."""
HUE_DEG: Final = (0.0, 50.0)
SATURATION: Final = (0.23, 0.68)
"""Sobottka & Pitas 1998, "A novel method for automatic face segmentation, facial feature extraction and
tracking", doi 10.1016/S0923-5965(97)00042-8."""

Region = NDArray[np.bool_]
"""[H, W]."""


def ycbcr_skin(picture: Picture) -> Region:
    """Pixels with Cb and Cr between the thresholds."""
    _, cr, cb = cv2.split(cv2.cvtColor(picture, cv2.COLOR_RGB2YCrCb))
    return np.asarray((cb >= CB[0]) & (cb <= CB[1]) & (cr >= CR[0]) & (cr <= CR[1]))


def hsv_skin(picture: Picture) -> Region:
    """Pixels with hue and saturation between the thresholds; a float picture has hue in degrees."""
    hue, saturation, _ = cv2.split(cv2.cvtColor(picture.astype(np.float32) / 255, cv2.COLOR_RGB2HSV))
    inside = (saturation >= SATURATION[0]) & (saturation <= SATURATION[1])
    return np.asarray(inside & (hue >= HUE_DEG[0]) & (hue <= HUE_DEG[1]))
