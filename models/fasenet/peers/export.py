"""The U-Nets as ONNX files, made by the same exporter settings as FaSeNet's own."""

import warnings
from pathlib import Path

import torch

from models.fasenet.export import OPSET
from models.fasenet.network import parameter_count
from models.fasenet.peers.unet import LARGE, SMALL, UNet, UNetConfig


def peer_files(folder: Path) -> dict[str, Path]:
    """Write both U-Nets; name with size -> file."""
    return dict(write(config, folder) for config in (SMALL, LARGE))


def write(config: UNetConfig, folder: Path) -> tuple[str, Path]:
    """One U-Net with random weights from a fixed seed."""
    with torch.random.fork_rng():
        torch.manual_seed(0)
        network = UNet(config).eval()
    file = folder / f"unet{config.input_size}.onnx"
    example = torch.zeros(1, config.input_size, config.input_size, 3, dtype=torch.uint8)
    with warnings.catch_warnings():
        # The older exporter is said to go; it is the one that folds the batch norms without another package.
        warnings.simplefilter("ignore")
        torch.onnx.export(
            network, (example,), str(file), input_names=["image"], output_names=["probabilities"],
            dynamic_axes={"image": {0: "n"}, "probabilities": {0: "n"}}, opset_version=OPSET, dynamo=False,
        )  # fmt: skip
    side = config.input_size
    return f"U-Net, {parameter_count(network) / 1e6:.2f} M parameters, {side}x{side}", file
