"""The log of a run as a picture beside it: ``python -m models.fasenet.curves runs/NAME``."""

import argparse
import json
from pathlib import Path
from typing import Any, Final

from matplotlib.figure import Figure

PANELS: Final = {
    "loss": ("loss",),
    "validation": ("mean_iou", "mcc", "skin_iou", "pixel_accuracy"),
    "learning rate": ("rate",),
}
"""Title of a panel -> what of a log line is drawn in it."""


def draw(log: Path) -> Path:
    """Curves over steps from a log of JSON lines. Returns the PNG. Raises OSError when there is no log."""
    lines: list[dict[str, Any]] = [json.loads(line) for line in log.read_text().splitlines() if line.strip()]
    steps = [line["step"] for line in lines]
    figure = Figure(figsize=(7, 8), layout="constrained")
    for axes, (title, names) in zip(figure.subplots(len(PANELS), sharex=True), PANELS.items(), strict=True):
        for name in names:
            axes.plot(steps, [line.get(name) for line in lines], marker=".", label=name.replace("_", " "))
        axes.set_ylabel(title)
        axes.grid(alpha=0.3)
        axes.legend()
    axes.set_xlabel("step")
    picture = log.with_suffix(".png")
    figure.savefig(picture, dpi=120)
    return picture


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description="Draw the log of a training run again.")
    parser.add_argument("run", type=Path, help="the folder that was --out")
    print(draw(parser.parse_args().run / "log.jsonl"))


if __name__ == "__main__":
    main()
