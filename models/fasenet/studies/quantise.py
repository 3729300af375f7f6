"""An ONNX file in 8-bit integers: static quantisation by ONNX Runtime, ranges taken from training pictures.

Jacob et al. 2018, doi 10.1109/CVPR.2018.00286; weights per channel, activations per tensor.
"""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from onnxruntime.quantization import CalibrationDataReader, QuantFormat, QuantType, quantize_static


class Reader(CalibrationDataReader):  # type: ignore[misc]
    """Pictures [N, S, S, 3], one at a time, as the library asks for them."""

    def __init__(self, pictures: NDArray[np.uint8]) -> None:
        self._coming: Iterator[NDArray[np.uint8]] = iter(pictures)

    def get_next(self) -> dict[str, NDArray[np.uint8]] | None:
        """The network's next input, None at the end."""
        picture = next(self._coming, None)
        return None if picture is None else {"image": picture[None]}


def quantise(source: Path, target: Path, pictures: NDArray[np.uint8]) -> None:
    """Write ``source`` in integers to ``target``, wherever the library can; inputs and outputs stay."""
    quantize_static(
        source, target, Reader(pictures), quant_format=QuantFormat.QDQ, per_channel=True,
        activation_type=QuantType.QUInt8, weight_type=QuantType.QInt8,
    )  # fmt: skip
