"""Which FaSeNet the vision workers load: the one that an administrator has chosen, else the shipped one.

A network is a folder with a manifest and the weights that it names. Beside the shipped one they are in
`models/` of the var folder, on every machine with a vision worker. It is chosen by the hash of its weights.
"""

from __future__ import annotations

import logging
from pathlib import Path

from django.conf import settings

from vitals.errors import ModelError
from vitals.segmentation.manifest import DEFAULT_FOLDER, Manifest, read_verified
from webapp.records.models import ModelVersion

log = logging.getLogger(__name__)


def folders() -> list[Path]:
    """The shipped one first. None of them is checked."""
    added = own_folder()
    return [DEFAULT_FOLDER, *sorted(path for path in added.glob("*") if path.is_dir())]


def own_folder() -> Path:
    """Where an administrator puts others."""
    return Path(settings.VAR_DIR) / "models"


def find(sha256: str) -> Path | None:
    """The folder whose weights have this hash, as its manifest says and as they are."""
    for folder in folders():
        manifest = verified(folder)
        if manifest is not None and manifest.sha256 == sha256:
            return folder
    return None


def verified(folder: Path) -> Manifest | None:
    """None where manifest or weights are not in order."""
    try:
        return read_verified(folder)
    except ModelError:
        return None


def chosen() -> str:
    """Hash of the network that is to be used; empty for the shipped one."""
    row = ModelVersion.objects.filter(active=True).values_list("sha256", flat=True).first()
    return row or ""


def folder_of(sha256: str) -> Path:
    """Where to load it from; the shipped one where it is not on this machine, with a line that says so."""
    if not sha256:
        return DEFAULT_FOLDER
    folder = find(sha256)
    if folder is None:
        where = own_folder()
        log.error("the chosen network %s… is not on this machine: put it into %s", sha256[:8], where)
        return DEFAULT_FOLDER
    return folder
