"""The same person with a mask on, in the shade, or as a head alone."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np

from tests.portrait.subject import Subject

_CLOTH = (128, 176, 204)
_OUTLINE = ((0.04, 0.47), (0.5, 0.4), (0.96, 0.47), (0.93, 0.8), (0.72, 1.04), (0.28, 1.04), (0.07, 0.8))
"""Of a mask, in shares of the face's box: from ear to ear, over the nose, below the chin."""
_PLEATS = (0.6, 0.72, 0.84)


def masked(subject: Subject) -> Subject:
    """A surgical mask over mouth and nose; there is no pulse in it."""
    x, y, width, height = subject.face
    outline = np.array([(x + u * width, y + v * height) for u, v in _OUTLINE])
    shape = np.zeros(subject.person.shape, np.float32)
    cv2.fillPoly(shape, [np.rint(outline).astype(np.int32)], 1)
    cloth = np.full_like(subject.rgb, _CLOTH)
    for v in _PLEATS:
        start, end = (round(x + u * width) for u in (0.12, 0.88))
        cv2.line(cloth, (start, round(y + v * height)), (end, round(y + v * height)), (98, 140, 168), 1)
    alpha = cv2.GaussianBlur(shape, (0, 0), 0.8)
    rgb = subject.rgb * (1 - alpha[..., None]) + cloth * alpha[..., None]
    return replace(subject, rgb=rgb.astype(np.float32), skin=subject.skin * (1 - alpha))


def in_shade(subject: Subject, share: float = 0.4) -> Subject:
    """The head alone, with this share of its light: what stands before a bright window."""
    return replace(head_alone(subject), rgb=subject.rgb * np.float32(share))


def head_alone(subject: Subject) -> Subject:
    """Cut out along an ellipse, to be put beside somebody, or before another wall."""
    x, y, width, height = subject.face
    ellipse = np.zeros(subject.person.shape, np.float32)
    cv2.ellipse(ellipse, ((x + width / 2, y + 0.4 * height), (1.5 * width, 1.9 * height), 0), 1, -1)
    return replace(subject, person=subject.person * cv2.GaussianBlur(ellipse, (0, 0), 2))
