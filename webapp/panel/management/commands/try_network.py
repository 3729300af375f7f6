"""Load a FaSeNet and look with it once: whether it can be taken into use."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from django.core.management.base import BaseCommand, CommandError, CommandParser

from vitals.errors import ModelError
from vitals.segmentation.fasenet import FaSeNet, Label, Square

TOLERANCE = 1e-3  # of the sum of all probabilities in one cell


class Command(BaseCommand):
    help = "Load the network in FOLDER, check its hash, and run it once. Exit 2 with the reason if it fails."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, metavar="FOLDER")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            network = FaSeNet(options["folder"])
            _check(network)
        except ModelError as error:
            raise CommandError(str(error), returncode=2) from error
        self.stdout.write(f"{network.manifest.model} runs on {network.provider}")


def _check(network: FaSeNet) -> None:
    picture = np.full((240, 320, 3), 127, np.uint8)
    side = network.manifest.output_size
    try:
        found = network([picture], [Square.whole(picture)])
    except Exception as error:  # ONNX Runtime has no public family of its own
        raise ModelError(
            f"{network.manifest.weights.name} cannot be run: {error}; export it again"
        ) from error
    if found.shape != (1, len(Label), side, side):
        wanted = [1, len(Label), side, side]
        raise ModelError(f"the network answers with {list(found.shape)}, not {wanted}: export it again")
    if not np.allclose(found.sum(axis=1), 1.0, atol=TOLERANCE):
        raise ModelError("the network's probabilities do not sum to 1: export it with its softmax")
