"""Checkpoints: everything that a run needs to go on, and the averaged weights alone for export."""

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import torch

from models.fasenet.network import FaSeNet, NetworkConfig
from models.fasenet.splits import LABELLED, NEGATIVES

LATEST = "latest.pt"
BEST = "best.pt"


def save(
    path: Path,
    network: FaSeNet,
    mean: FaSeNet,
    optimiser: torch.optim.Optimizer,
    progress: dict[str, Any],
    sources: Sequence[str],
) -> None:
    """Written beside the target first, so that a kill leaves the old one whole."""
    state = {
        "config": asdict(network.config),
        "network": network.state_dict(),
        "mean": mean.state_dict(),
        "optimiser": optimiser.state_dict(),
        "progress": progress,
        "sources": list(sources),
    }
    part = path.with_suffix(".part")
    torch.save(state, part)
    part.replace(path)


def read(path: Path) -> dict[str, Any]:
    """The stored dictionary; plain tensors and numbers only."""
    return dict(torch.load(path, map_location="cpu", weights_only=True))


def network_config(state: dict[str, Any]) -> NetworkConfig:
    """Sizes of the stored network."""
    return NetworkConfig(**state["config"] | {k: tuple(state["config"][k]) for k in ("widths", "depths")})


def trained_on(state: dict[str, Any]) -> list[str]:
    """Names of the sources; those of the zips for checkpoints from before this was noted."""
    return list(state.get("sources", (*LABELLED, NEGATIVES)))


def averaged_network(path: Path) -> FaSeNet:
    """The network with averaged weights, ready to be used."""
    state = read(path)
    network = FaSeNet(network_config(state))
    network.load_state_dict(state["mean"])
    return network.eval()
