"""Pictures without people, in any folders below one: backgrounds, and frames in which no face may be found.

Look at them first: a face in here teaches the network that faces are background.
"""

from pathlib import Path

from models.fasenet.layouts.folder import PICTURE_ENDS, Folder, found
from models.fasenet.splits import OWN_NEGATIVES, split_own


def negatives(folder: Path) -> Folder:
    """Every picture below this folder, the last fifth by name held back. Raises DataError without any."""
    pictures = {
        path.relative_to(folder).as_posix(): path
        for path in sorted(folder.rglob("*"))
        if path.suffix.lower() in PICTURE_ENDS
    }
    parts = split_own(list(found(pictures, folder, "pictures (.jpg, .png, .bmp) without people")))
    return Folder(OWN_NEGATIVES, pictures, parts)
