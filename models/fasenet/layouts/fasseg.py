"""FASSEG: some hundred faces, frontal (V1, V2) and turned by up to 90 degrees (V3), six colour-coded classes.

Layout (https://github.com/massimomauro/FASSEG-repository): in the folder of one version::

    Train_RGB/1.bmp   Train_Labels/1.bmp   Test_RGB/...   Test_Labels/...

V3 has a folder per angle in between (``Train_RGB/+15/NAME.bmp``) and writes ``Test_labels``; upper and lower
case are not told apart here. Colours as in the FASSEG handle of Continental's hybrid_learning: eyes blue,
nose cyan, skin yellow, hair (brows with it) dark red, background red, mouth green; the authors name the six
classes, not the colours. Ears, neck, brows and glasses have no class of their own: they may be skin, hair or
background as listed below. V1 is a rough draft of V2.

Khan et al. 2015, ICIP, doi 10.1109/ICIP.2015.7350915; Benini et al. 2019, doi 10.1016/j.dib.2019.103881.
"""

from functools import partial
from pathlib import Path
from typing import Final

from models.fasenet.classes import BitMap
from models.fasenet.layouts.folder import Colour, Folder, found, nearest_colour
from models.fasenet.sources import decode_rgb
from models.fasenet.splits import FASSEG, with_validation

ALLOWED: Final[dict[Colour, tuple[int, ...]]] = {
    (255, 0, 0): (0, 7, 8, 9, 10, 11),
    (255, 255, 0): (1, 3, 7, 8, 9),
    (127, 0, 0): (1, 3, 6, 10),
    (0, 0, 255): (2, 7),
    (0, 255, 255): (4,),
    (0, 255, 0): (5,),
}


def fasseg(folder: Path) -> Folder:
    """The version in this folder, with its own test part. Raises DataError where it is none."""
    pairs = {**pairs_of(folder, "train"), **pairs_of(folder, "test")}
    pictures = {name: picture for name, (picture, _) in pairs.items()}
    labels = {name: label for name, (_, label) in pairs.items()}
    found(
        pictures,
        folder,
        "Train_RGB/1.bmp and Train_Labels/1.bmp, the same for Test; name V2 or V3, not their parent",
    )
    free = [name for name in pictures if name.startswith("train/")]
    reserved = [name for name in pictures if name.startswith("test/")]
    return Folder(FASSEG, pictures, with_validation(free, reserved), partial(read_label, labels))


def pairs_of(folder: Path, part: str) -> dict[str, tuple[Path, Path]]:
    """``train/+15/NAME`` -> picture and label map, of one part."""
    pictures, labels = files(folder, f"{part}_rgb"), files(folder, f"{part}_labels")
    return {f"{part}/{name}": (pictures[name], labels[name]) for name in sorted(pictures) if name in labels}


def files(folder: Path, wanted: str) -> dict[str, Path]:
    """Bitmaps below the folder of this name, by their path in it without the end."""
    for inner in folder.iterdir():
        if inner.name.lower() == wanted:
            return {p.relative_to(inner).with_suffix("").as_posix(): p for p in inner.rglob("*.bmp")}
    return {}


def read_label(labels: dict[str, Path], name: str) -> BitMap:
    """Sets of classes by colour."""
    return nearest_colour(decode_rgb(labels[name].read_bytes()), ALLOWED)
