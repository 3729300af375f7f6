"""Evaluate on a data set: `manage.py evaluate DATASET_DIR [--out DIR] [--layout NAME] ...`."""

from __future__ import annotations

import logging
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from vitals import pulse
from vitals.errors import VitalsError
from vitals.evaluation import report
from vitals.evaluation.datasets import LAYOUTS
from vitals.evaluation.grid import Options
from vitals.evaluation.grid.options import BREATH_METHODS, HEART_ESTIMATORS
from vitals.evaluation.grid.regions import REGIONS
from vitals.evaluation.study import Result, Study, evaluate
from vitals.limits import HR_WINDOW_S, RR_WINDOW_S
from webapp.measure.progress import Progress

INCOMPLETE, BAD_INPUT, INTERRUPTED = 1, 2, 130


class Command(BaseCommand):
    help = "Errors of every region, pulse method and estimator on a data set with contact truth, as a report."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        add = parser.add_argument
        add("folder", type=Path, metavar="DATASET_DIR", help="the data set as it was unpacked")
        add("--layout", help=f"if it is not recognised: {', '.join(LAYOUTS)}")
        add("--out", type=Path, metavar="DIR", help="default: evaluation-DATASET in the working folder")
        add("--subjects", nargs="+", default=[], metavar="ID", help="only these")
        add("--records", default="*", metavar="PATTERN", help="only those of such names, e.g. 'lgi_*'")
        add("--limit", type=int, metavar="N", help="only the first N records")
        add("--window", type=float, default=HR_WINDOW_S, metavar="S", help="HR window (default: %(default)s)")
        add(
            "--rr-window",
            type=float,
            default=RR_WINDOW_S,
            metavar="S",
            help="RR window (default: %(default)s)",
        )
        add("--step", type=int, default=1, metavar="S", help="whole seconds between windows")
        add("--regions", nargs="+", default=[], metavar="NAME", help=", ".join(REGIONS))
        add("--methods", nargs="+", default=[], metavar="NAME", help=", ".join(pulse.METHODS))
        add(
            "--plugin", nargs="+", default=[], metavar="NAME", help="installed plug-ins too (docs/library.md)"
        )
        add("--estimators", nargs="+", default=[], metavar="NAME", help=", ".join(HEART_ESTIMATORS))
        add("--rr-methods", nargs="+", default=[], metavar="NAME", help=", ".join(BREATH_METHODS))
        add("--jobs", type=int, metavar="N", help="processes (default: one per core)")

    def handle(self, *args: Any, **options: Any) -> None:
        logging.getLogger("vitals").setLevel(logging.WARNING)  # standard error is for progress and errors
        try:
            study = _study(options)
            with Progress(sys.stderr, word="evaluating") as progress:
                result = evaluate(study, lambda share, record: progress(share))
        except KeyboardInterrupt:
            raise CommandError(
                "interrupted: the same command goes on from here", returncode=INTERRUPTED
            ) from None
        except (VitalsError, ValueError, OSError) as error:
            raise CommandError(" ".join(str(error).split()), returncode=BAD_INPUT) from error
        if result.agreement:
            self.stdout.write(result.agreement + "\n")
        self.stdout.write(report.table(result.summary))
        self.stdout.write("\n" + "\n".join(map(str, result.paths)))
        self._tell_failures(result)

    def _tell_failures(self, result: Result) -> None:
        for record, why in result.failures.items():
            self.stderr.write(f"{record}: {why}")
        if result.failures:
            raise CommandError(f"{len(result.failures)} records were not measured", returncode=INCOMPLETE)


def _study(options: dict[str, Any]) -> Study:
    folder: Path = options["folder"]
    for name in ("limit", "jobs"):
        if options[name] is not None and options[name] < 1:
            raise ValueError(f"--{name} is {options[name]}: give 1 or more")
    grid = Options.of(
        window_s=options["window"],
        rr_window_s=options["rr_window"],
        step_s=options["step"],
        regions=options["regions"],
        methods=options["methods"],
        estimators=options["estimators"],
        rr_methods=options["rr_methods"],
        plugins=options["plugin"],
    )
    return Study(
        folder=folder,
        out=options["out"] or Path(f"evaluation-{folder.resolve().name}"),
        options=grid,
        layout=options["layout"],
        subjects=tuple(options["subjects"]),
        records=options["records"],
        limit=options["limit"],
        jobs=options["jobs"],
    )
