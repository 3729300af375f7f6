"""The manifest beside the weights. Weights whose hash does not fit are never loaded."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from vitals.errors import ModelError

DEFAULT_FOLDER = Path(__file__).parents[2] / "models" / "fasenet"
"""The weights that come with the project."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What the weights are, as far as running them needs to know."""

    name: str
    version: str
    weights: Path
    sha256: str
    input_size: int
    """Side of the square that goes in, in pixels."""
    output_size: int
    """Side of the square of probabilities that comes out, in cells."""
    classes: tuple[str, ...]

    @property
    def model(self) -> str:
        """Name, version and the first digits of the hash: enough to find the weights again."""
        return f"{self.name} {self.version} ({self.sha256[:8]})"


def read_verified(folder: Path = DEFAULT_FOLDER) -> Manifest:
    """Read manifest.json and make sure that the weights are those it was written for.

    Raises ModelError: manifest or weights are missing or malformed, or the hash does not fit.
    """
    manifest = _read(folder / "manifest.json")
    try:
        found = hashlib.sha256(manifest.weights.read_bytes()).hexdigest()
    except OSError as error:
        raise ModelError(
            f"weights {manifest.weights.name} cannot be read: {error}; fetch them again"
        ) from error
    if found != manifest.sha256:
        raise ModelError(
            f"sha256 of {manifest.weights.name} is {found}, not {manifest.sha256} as its manifest says; "
            "fetch both again"
        )
    return manifest


def _read(path: Path) -> Manifest:
    try:
        raw = json.loads(path.read_text())
        return Manifest(
            name=str(raw["name"]),
            version=str(raw["version"]),
            weights=path.parent / raw["file"],
            sha256=str(raw["sha256"]),
            input_size=int(raw["input_size"]),
            output_size=int(raw["output_size"]),
            classes=tuple(raw["classes"]),
        )
    except OSError as error:
        raise ModelError(f"manifest {path} cannot be read: {error}; fetch the weights again") from error
    except (ValueError, KeyError, TypeError) as error:
        raise ModelError(f"manifest {path} is malformed: {error!r}; fetch the weights again") from error
