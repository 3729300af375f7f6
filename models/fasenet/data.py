"""What ``--data`` may name: the folder of the project's zips, or public sets as ``NAME=FOLDER``."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from models.fasenet.layouts.celebamask import celebamask
from models.fasenet.layouts.facesynthetics import facesynthetics
from models.fasenet.layouts.fasseg import fasseg
from models.fasenet.layouts.folder import Folder
from models.fasenet.layouts.helen import helen
from models.fasenet.layouts.lapa import lapa
from models.fasenet.layouts.lfw import lfw
from models.fasenet.layouts.negatives import negatives
from models.fasenet.sources import DataError, FaceZip, Source
from models.fasenet.splits import (
    FASSEG,
    FULL_CELEBAMASK,
    FULL_FACESYNTHETICS,
    HELEN,
    LABELLED,
    LAPA,
    LFW_PARTS,
    NEGATIVES,
    OWN_NEGATIVES,
)

LAYOUTS: Final[dict[str, Callable[[Path], Folder]]] = {
    FULL_CELEBAMASK: celebamask,
    LAPA: lapa,
    HELEN: helen,
    LFW_PARTS: lfw,
    FULL_FACESYNTHETICS: facesynthetics,
    FASSEG: fasseg,
    OWN_NEGATIVES: negatives,
}


def open_sources(data: Sequence[str], only: Sequence[str] = ()) -> list[Source]:
    """Sources that the arguments of ``--data`` name; with ``only``, those of these names.

    Raises DataError: a folder is not what it is said to be, a name is unknown or there twice.
    """
    opened = [source for argument in data for source in open_one(argument)]
    names = [source.source for source in opened]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise DataError(f"named twice in --data: {', '.join(twice)}")
    unknown = sorted(set(only) - set(names))
    if unknown:
        raise DataError(f"not in --data: {', '.join(unknown)}; there are {', '.join(names)}")
    return [source for source in opened if not only or source.source in only]


def open_one(argument: str) -> list[Source]:
    """``NAME=FOLDER`` is one set in its own layout; a folder alone has the zips."""
    name, is_named, folder = argument.rpartition("=")
    if is_named and name in LAYOUTS:
        return [LAYOUTS[name](Path(folder))]
    if is_named and not Path(argument).is_dir():
        raise DataError(f"{name}: no such layout; there are {', '.join(LAYOUTS)}")
    zips = [source for source in (*LABELLED, NEGATIVES) if (Path(argument) / f"{source}.zip").exists()]
    if not zips:
        raise DataError(f"{argument}: no zips of face data; a public set is named as in lapa=FOLDER")
    return [FaceZip(Path(argument), source) for source in zips]
