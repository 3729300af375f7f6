"""The FaSeNets of this installation: found, checked, tried, chosen."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from vitals.errors import ModelError
from vitals.segmentation.manifest import DEFAULT_FOLDER, Manifest, read_verified
from webapp.live import network
from webapp.records.models import ModelVersion

TRIAL_S = 120.0  # a GPU that was asleep, or a cold disk, takes seconds
CARDS = ("MODEL_CARD.md", "README.md")


class Refused(Exception):
    """Raised when a network is not taken into use; the message says why, and the old one stays."""


@dataclass(frozen=True, slots=True)
class Found:
    """One folder, in order or not."""

    folder: Path
    manifest: Manifest | None
    problem: str
    """Why it cannot be used; empty if it can, as far as was looked."""
    facts: dict[str, Any]
    """The manifest as it was written, for people."""
    card: str
    is_active: bool

    @property
    def name(self) -> str:
        return f"{self.manifest.name} {self.manifest.version}" if self.manifest else self.folder.name

    @property
    def where(self) -> str:
        return _("comes with the software") if self.folder == DEFAULT_FOLDER else str(self.folder)


def find_all() -> list[Found]:
    """Every folder there is; those in order get a row, so that it is known when each was first seen."""
    wanted = network.chosen()
    found = [_look(folder, wanted) for folder in network.folders()]
    for one in found:
        if one.manifest is not None:
            named = {"name": one.manifest.name[:100], "version": one.manifest.version[:40]}
            ModelVersion.objects.get_or_create(sha256=one.manifest.sha256, defaults=named)
    return found


def missing() -> ModelVersion | None:
    """The chosen one, if its file is not here: then the shipped one is used in its place."""
    row = ModelVersion.objects.filter(active=True).first()
    return row if row is not None and network.find(row.sha256) is None else None


def activate(sha256: str, by: User) -> Manifest:
    """Take it into use. Raises Refused, and changes nothing then."""
    folder = network.find(sha256)
    manifest = network.verified(folder) if folder else None
    if folder is None or manifest is None:
        raise Refused(_("There is no network with this hash any more: look at the list again."))
    try_out(folder)
    named = {"name": manifest.name[:100], "version": manifest.version[:40]}
    with transaction.atomic():
        ModelVersion.objects.filter(active=True).exclude(sha256=sha256).update(active=False)
        chosen = {**named, "active": True, "activated_at": timezone.now(), "activated_by": by}
        ModelVersion.objects.update_or_create(sha256=sha256, defaults=chosen)
    return manifest


def try_out(folder: Path) -> None:
    """Load and run it in a process of its own, so that a broken file cannot hurt this one. Raises Refused."""
    command = [sys.executable, "manage.py", "try_network", str(folder)]
    try:
        tried = subprocess.run(
            command, cwd=settings.BASE_DIR, capture_output=True, text=True, timeout=TRIAL_S
        )
    except subprocess.TimeoutExpired as error:
        raise Refused(_("It gave no answer within %(seconds)d s.") % {"seconds": TRIAL_S}) from error
    if tried.returncode:
        lines = tried.stderr.strip().splitlines() or [_("it ended with status %d") % tried.returncode]
        raise Refused(lines[-1].removeprefix("CommandError: "))


def _look(folder: Path, wanted: str) -> Found:
    facts, card = _facts(folder), _card(folder)
    is_shipped = folder == DEFAULT_FOLDER
    try:
        manifest = read_verified(folder)
    except ModelError as error:
        return Found(folder, None, str(error), facts, card, is_active=False)
    is_active = manifest.sha256 == wanted or (is_shipped and not wanted)
    return Found(folder, manifest, "", facts, card, is_active)


def _facts(folder: Path) -> dict[str, Any]:
    try:
        facts = json.loads((folder / "manifest.json").read_text())
    except (OSError, ValueError):
        return {}
    return facts if isinstance(facts, dict) else {}


def _card(folder: Path) -> str:
    for name in CARDS:
        if (path := folder / name).is_file():
            return path.read_text(errors="replace")
    return ""
