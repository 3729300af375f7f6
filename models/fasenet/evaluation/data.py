"""Which of the sources are there, and which of their pictures a figure is made of."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from models.fasenet.people_in_negatives import shows_people
from models.fasenet.sources import FaceZip, Sample
from models.fasenet.splits import LABELLED, NEGATIVES, split

MAPPING: Final = "label_mapping.json"


@dataclass(frozen=True)
class Data:
    """Zips of one folder, ``label_mapping.json`` among them; ``part`` is reserved or validation."""

    folder: Path
    sources: frozenset[str]
    part: str = "reserved"

    def has(self, *sources: str) -> bool:
        """Whether all of these are there."""
        return self.sources.issuperset(sources)

    def names(self, source: str) -> tuple[str, ...]:
        """Of our own sources the part, of any other all pictures, since nothing was trained on those."""
        names = FaceZip(self.folder, source).names
        if source not in (*LABELLED, NEGATIVES):
            return tuple(sorted(names))
        return tuple(getattr(split(source, names), self.part))

    def samples(self, source: str) -> Iterator[Sample]:
        """The pictures of the part; of the negatives those without people."""
        names = self.names(source)
        if source == NEGATIVES:
            names = tuple(n for n in names if not shows_people(n))
        return FaceZip(self.folder, source).read_all(names)


def find_data(place: Path, part: str = "reserved") -> Data:
    """The zips in a folder, or one zip. Raises FileNotFoundError in one line."""
    folder = place if place.is_dir() else place.parent
    zips = sorted(place.glob("*.zip")) if place.is_dir() else [place]
    if not zips or not zips[0].is_file():
        raise FileNotFoundError(f"{place} is no zip and has none; give the folder of the face data")
    if not (folder / MAPPING).is_file():
        raise FileNotFoundError(f"{folder / MAPPING} is missing; it says what the ids of the label maps are")
    return Data(folder, frozenset(file.stem for file in zips), part)
