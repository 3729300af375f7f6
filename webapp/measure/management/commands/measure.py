"""Measure a file: `manage.py measure FILE [--json] [--method NAME] [--plot OUT.png] [--csv OUT.csv]`."""

from __future__ import annotations

import json
import logging
import os
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from vitals import pulse
from vitals.errors import VitalsError
from vitals.measuring import measure
from vitals.monitor import Measurement
from vitals.pulse import plugins
from webapp.measure.output import summary, write_csv, write_plot
from webapp.measure.progress import Progress

BAD_INPUT = 2


class Command(BaseCommand):
    help = "Heart rate and respiratory rate of a video, a colour trace or a contact pulse wave."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE", help="a video, or a trace as .json or .csv")
        parser.add_argument("--json", action="store_true", help="print JSON instead of a summary")
        by = parser.add_mutually_exclusive_group()
        by.add_argument("--method", default=pulse.DEFAULT_METHOD, help=", ".join(sorted(pulse.METHODS)))
        by.add_argument(
            "--plugin", metavar="NAME", help="measure with an installed plug-in (docs/library.md)"
        )
        parser.add_argument("--plot", type=Path, metavar="OUT.png", help="draw the rates over time")
        parser.add_argument("--csv", type=Path, metavar="OUT.csv", help="write the rates over time")

    def handle(self, *args: Any, **options: Any) -> None:
        logging.getLogger("vitals").setLevel(logging.WARNING)  # standard error is for progress and errors
        try:
            _check_folders(options["plot"], options["csv"])
            if options["plugin"]:
                plugins.enable(options["plugin"])
            measurement = _measure(options["file"], options["plugin"] or options["method"])
            if options["csv"]:
                write_csv(measurement, options["csv"])
            if options["plot"]:
                write_plot(measurement, options["plot"])
        except (VitalsError, ValueError, OSError) as error:
            raise CommandError(" ".join(str(error).split()), returncode=BAD_INPUT) from error
        text = json.dumps(measurement.as_json(), allow_nan=False) if options["json"] else summary(measurement)
        self._print(text)

    def _print(self, text: str) -> None:
        try:
            self.stdout.write(text)
            self.stdout.flush()
        except BrokenPipeError:  # the reader, such as `head`, has had enough
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _measure(file: Path, method: str) -> Measurement:
    if not file.is_file():
        raise FileNotFoundError(f"{file} is no file: give a video, or a trace as .json or .csv")
    with Progress(sys.stderr) as progress:
        return measure(file, method=method, progress=progress)


def _check_folders(*outputs: Path | None) -> None:
    """Told before the work, not after it."""
    for output in outputs:
        if output is not None and not output.parent.is_dir():
            raise NotADirectoryError(f"{output.parent} is no folder: make it first")
