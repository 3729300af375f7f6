"""Checkpoint -> ONNX and manifest: ``python -m models.fasenet.export --checkpoint FILE --version V``.

Without ``--out`` the result takes the place of the weights that the project ships.

Normalisation and softmax are in the graph. The result is compared with PyTorch before anything is replaced.
"""

import argparse
import warnings
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import torch

from models.fasenet import checkpoints, manifest
from models.fasenet.classes import CLASS_NAMES
from models.fasenet.network import Deployed, FaSeNet, parameter_count
from models.fasenet.runner import Runner
from models.fasenet.splits import LABELLED, NEGATIVES

OPSET = 17
LARGEST_DIFFERENCE = 1e-4
FILE = "fasenet.onnx"


def write_onnx(network: FaSeNet, file: Path) -> None:
    """``image`` uint8 [N, S, S, 3] -> ``probabilities`` float [N, 12, S/2, S/2], any N."""
    size = network.config.input_size
    example = torch.zeros(1, size, size, 3, dtype=torch.uint8)
    with warnings.catch_warnings():
        # The older exporter is said to go; it is the one that folds the batch norms without another package.
        warnings.simplefilter("ignore")
        torch.onnx.export(
            Deployed(network).eval(), (example,), str(file), input_names=["image"],
            output_names=["probabilities"], dynamic_axes={"image": {0: "n"}, "probabilities": {0: "n"}},
            opset_version=OPSET, dynamo=False,
        )  # fmt: skip


def difference(network: FaSeNet, file: Path, count: int = 3) -> float:
    """Largest absolute difference of a probability between PyTorch and ONNX Runtime, on noise."""
    size = network.config.input_size
    pictures = np.random.default_rng(0).integers(0, 256, (count, size, size, 3), np.uint8)
    with torch.no_grad():
        expected = Deployed(network).eval()(torch.from_numpy(pictures)).numpy()
    return float(np.abs(expected - Runner(file).run(pictures)).max())


def export(
    network: FaSeNet,
    folder: Path,
    version: str,
    trained_on: Sequence[str] = (*LABELLED, NEGATIVES),
    licence: str = manifest.LICENCE,
) -> float:
    """Write weights and manifest into the folder; returns the largest difference to PyTorch.

    Raises RuntimeError, and leaves what is in the folder, when the two differ too much.
    """
    part = folder / "part.onnx"
    write_onnx(network, part)
    apart = difference(network, part)
    if apart > LARGEST_DIFFERENCE:
        raise RuntimeError(f"ONNX and PyTorch differ by {apart:.2e}")
    file = part.replace(folder / FILE)
    described = describe(network, file, version)
    stated = replace(described, trained_on=list(trained_on), licence=licence, onnx_difference=apart)
    manifest.write(stated, folder)
    return apart


def export_checkpoint(path: Path, folder: Path, version: str, licence: str = manifest.LICENCE) -> float:
    """The same for the averaged weights of a checkpoint, which knows what it was trained on."""
    trained_on = checkpoints.trained_on(checkpoints.read(path))
    return export(checkpoints.averaged_network(path), folder, version, trained_on, licence)


def describe(network: FaSeNet, file: Path, version: str) -> manifest.Manifest:
    """The manifest of the file."""
    size = network.config.input_size
    return manifest.Manifest(
        name="FaSeNet (reconstruction)",
        version=version,
        file=file.name,
        sha256=manifest.file_hash(file),
        input_size=size,
        output_size=size // 2 * network.config.fine,
        classes=list(CLASS_NAMES),
        parameters=parameter_count(network),
        trained_on=[*LABELLED, NEGATIVES],
        licence=manifest.LICENCE,
        created=datetime.now(UTC).isoformat(timespec="seconds"),
        note=manifest.NOTE,
    )


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description="Export a checkpoint's averaged weights to ONNX.")
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--version", required=True)
    parser.add_argument("--out", type=Path, default=Path(__file__).parent)
    parser.add_argument("--licence", default=manifest.LICENCE, help="terms of the weights, for the manifest")
    arguments = parser.parse_args()
    apart = export_checkpoint(arguments.checkpoint, arguments.out, arguments.version, arguments.licence)
    print(f"{arguments.out / FILE}: largest difference to PyTorch {apart:.1e}")


if __name__ == "__main__":
    main()
