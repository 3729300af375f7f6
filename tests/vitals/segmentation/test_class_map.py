"""What the network sees, in runs: it can be put together again, and is small."""

import numpy as np

from tests.vitals.segmentation.painted import nobody, paint, read_painting
from vitals.segmentation.class_map import ClassMap
from vitals.segmentation.fasenet import Label, Square

SQUARE = Square.around(160, 120, 240)


def unrolled(runs: list[int]) -> list[int]:
    return np.repeat(runs[::2], runs[1::2]).tolist()


def test_the_runs_are_the_cells_row_by_row() -> None:
    seen = ClassMap(SQUARE, np.array([[0, 0, 1], [1, 6, 0]], np.uint8))
    assert seen.runs() == [0, 2, 1, 2, 6, 1, 0, 1]


def test_each_cell_has_its_likeliest_class() -> None:
    (probabilities,) = read_painting([paint(nobody(), 160, 120, 120)], [SQUARE])
    seen = ClassMap.of(probabilities, SQUARE)
    middle = len(seen.labels) // 2
    assert seen.labels[0, 0] == Label.BACKGROUND and seen.labels[middle].max() > Label.BACKGROUND
    assert unrolled(seen.runs()) == seen.labels.ravel().tolist()
    assert len(seen.runs()) < seen.labels.size / 4
