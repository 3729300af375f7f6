"""The exported network on single pictures, by ONNX Runtime on one thread. No PyTorch."""

import time
from pathlib import Path

import cv2
import numpy as np
import onnxruntime
from numpy.typing import NDArray

from models.fasenet.classes import FACE
from models.fasenet.sources import Picture

Probabilities = NDArray[np.float32]
"""[12, H, W] of one picture."""

FACE_SHARE = 0.01
"""A picture has a face if at least this share of its pixels is face (classes 1-5 together over one half)."""


class Runner:
    """The weights of one ONNX file; every picture stands alone and is fitted whole into the square input."""

    def __init__(self, file: Path) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(str(file), options, providers=["CPUExecutionProvider"])
        self.size = int(self._session.get_inputs()[0].shape[1])

    def run(self, pictures: NDArray[np.uint8]) -> NDArray[np.float32]:
        """[N, S, S, 3] RGB -> [N, 12, h, w]."""
        return np.asarray(self._session.run(["probabilities"], {"image": pictures})[0], np.float32)

    def probabilities(self, picture: Picture) -> Probabilities:
        """At the picture's own size: letterboxed with black, run, cut and enlarged bilinearly."""
        height, width = picture.shape[:2]
        scale = self.size / max(height, width)
        inner = max(round(height * scale), 1), max(round(width * scale), 1)
        top, left = (self.size - inner[0]) // 2, (self.size - inner[1]) // 2
        square = np.zeros((self.size, self.size, 3), np.uint8)
        method = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
        square[top : top + inner[0], left : left + inner[1]] = cv2.resize(
            picture, inner[::-1], interpolation=method
        )
        found = self.run(square[None])[0].transpose(1, 2, 0)
        # A bar's edge may fall between two output pixels; a warp keeps the half pixel that a cut would lose.
        step = found.shape[0] / self.size
        rows = ((np.arange(height) + 0.5) * inner[0] / height + top) * step - 0.5
        columns = ((np.arange(width) + 0.5) * inner[1] / width + left) * step - 0.5
        return enlarged(found, rows.astype(np.float32), columns.astype(np.float32))

    def milliseconds(self, batch: int = 1, rounds: int = 100) -> float:
        """Median CPU time per picture of the network alone; other work on the machine does not count."""
        pictures = np.random.default_rng(0).integers(0, 256, (batch, self.size, self.size, 3), np.uint8)
        times = []
        for _ in range(rounds + 5):
            begun = time.process_time()
            self.run(pictures)
            times.append(time.process_time() - begun)
        return float(np.median(times[5:])) * 1e3 / batch


def enlarged(
    found: NDArray[np.float32], rows: NDArray[np.float32], columns: NDArray[np.float32]
) -> Probabilities:
    """[h, w, 12] read bilinearly at these rows and columns -> [12, H, W], four planes at a time."""
    x, y = np.meshgrid(columns, rows)
    parts = (np.ascontiguousarray(found[..., k : k + 4]) for k in range(0, found.shape[-1], 4))
    planes = [cv2.remap(p, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE) for p in parts]
    return np.asarray(np.concatenate(planes, axis=-1).transpose(2, 0, 1), np.float32)


def face_share(probabilities: Probabilities) -> float:
    """Share of the pixels that are face."""
    return float((probabilities[list(FACE)].sum(0) > 0.5).mean())
