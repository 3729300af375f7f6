"""What is under test: weights and data, with pictures and class maps kept for all sections of one run."""

from functools import cache, cached_property
from pathlib import Path

from models.fasenet.evaluation.data import Data
from models.fasenet.evaluation.views import ClassMap, segmenter_of, views
from models.fasenet.runner import Runner
from models.fasenet.sources import Sample
from vitals.segmentation.fasenet import Segmenter


class Subject:
    """Pictures are read, and class maps made, when a section first asks for them."""

    def __init__(self, weights: Path, data: Data) -> None:
        self.weights = weights
        self.data = data
        self.runner = Runner(weights)
        self.views = views(self.runner)
        self.samples = cache(self._samples)
        self.maps = cache(self._maps)

    @cached_property
    def segmenter(self) -> Segmenter:
        """The weights as the tracker wants them."""
        return segmenter_of(self.runner)

    def _samples(self, source: str) -> list[Sample]:
        return list(self.data.samples(source))

    def _maps(self, source: str, view: str) -> list[ClassMap]:
        return [self.views[view](sample.picture) for sample in self.samples(source)]
