"""What stands beside the weights: the file and its hash, what goes in and comes out, made from what."""

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path

MANIFEST = "manifest.json"
LICENCE = "research and non-commercial use only until retrained; see LICENSE-WEIGHTS.md"
NOTE = (
    "Reconstruction of the idea of FaSeNet (doi 10.1007/s12652-023-04607-8) under the same name, not the "
    "authors' weights. Fit a picture into the square centred, with black bars."
)


@dataclass(frozen=True)
class Manifest:
    """The file as it is written; sizes in pixels, ``created`` in UTC."""

    name: str
    version: str
    file: str
    sha256: str
    input_size: int
    output_size: int
    classes: list[str]
    parameters: int
    trained_on: list[str]
    licence: str
    created: str
    note: str
    onnx_difference: float | None = None
    """Largest difference of a probability between ONNX Runtime and PyTorch, on noise."""


def file_hash(file: Path) -> str:
    """SHA-256 as hexadecimal digits."""
    return hashlib.sha256(file.read_bytes()).hexdigest()


def write(manifest: Manifest, folder: Path) -> None:
    """manifest.json into the folder."""
    (folder / MANIFEST).write_text(json.dumps(asdict(manifest), indent=2) + "\n")


def read(folder: Path) -> Manifest:
    """manifest.json of the folder."""
    return Manifest(**json.loads((folder / MANIFEST).read_text()))
