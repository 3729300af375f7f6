"""Seconds, bytes and memory of each format: `python -m tests.webapp.exports.figures STUDY [FORMAT]`.

Each format is made in a process of its own, and thrown away part by part as it comes. Peaks are those of the
process; `before` is what it took with Django loaded.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import time

import django


def main() -> None:
    study, *names = sys.argv[1:]
    if len(names) == 1:
        _measure(int(study), names[0])
        return
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "webapp.settings")
    django.setup()
    from webapp.exports.formats import FORMATS

    print("| format | seconds | MB | peak, MiB | before, MiB |\n|---|---|---|---|---|")
    for name in FORMATS:
        subprocess.run([sys.executable, "-m", "tests.webapp.exports.figures", study, name], check=True)


def _measure(study: int, name: str) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "webapp.settings")
    django.setup()
    from webapp.exports.formats import FORMATS
    from webapp.exports.selection import Selection
    from webapp.records.models import Study

    found = Study.objects.get(pk=study)
    before_mib, begun_s, size = _peak_mib(), time.monotonic(), 0
    for part in FORMATS[name].write(Selection(found, found.sessions.all())):
        size += len(part)
    took_s = time.monotonic() - begun_s
    print(f"| {name} | {took_s:.1f} | {size / 1e6:.1f} | {_peak_mib():.0f} | {before_mib:.0f} |", flush=True)


def _peak_mib() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
