"""Pull a study into a pandas data frame: one row for each session, or one a second.

    pip install pandas
    VITALS_KEY=fnv_... python examples/pull_study.py https://vitals.example.org --out sessions.csv

A coordinator makes the key under Exports of the study; it opens that one study. Nothing but pandas is needed.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas

LIMIT = 200  # sessions in one page, the most that the server gives
TIMEOUT_S = 60
TOO_MANY_REQUESTS = 429
RATES = ("heart_rate", "respiratory_rate")

Get = Callable[[str], Any]
"""From a path under /api/ to what the server answers."""


def client(server: str, key: str) -> Get:
    """Asks the server; waits where it says that it was asked too often."""

    def get(path: str) -> Any:
        request = urllib.request.Request(f"{server.rstrip('/')}/api/{path}")
        request.add_header("Authorization", f"Bearer {key}")
        while True:
            try:
                with urllib.request.urlopen(request, timeout=TIMEOUT_S) as answer:
                    return json.load(answer)
            except urllib.error.HTTPError as error:
                if error.code != TOO_MANY_REQUESTS:
                    raise SystemExit(f"{path}: {error.code} {error.read().decode()}") from error
                time.sleep(int(error.headers.get("Retry-After", 1)))

    return get


def sessions(get: Get, study: int, **wanted: str) -> Iterator[dict[str, Any]]:
    """Every session of the study, page by page. `wanted` are the filters of docs/api.md, and `result`."""
    after = ""
    while after is not None:
        query = urllib.parse.urlencode({**wanted, "limit": LIMIT, "after": after})
        page = get(f"studies/{study}/sessions/?{query}")
        yield from page["items"]
        after = page["next"]


def session_row(session: dict[str, Any]) -> dict[str, Any]:
    """One line of the frame: what was measured, flat."""
    names = ("id", "participant", "started_at", "duration_s", "device", "activity", "excluded")
    result = session["result"]
    row = {name: session[name] for name in names}
    row |= {name: result[name] for name in ("method", "software")}
    return row | _rates(result)


def estimate_rows(get: Get, study: int, session: dict[str, Any], result: str) -> Iterator[dict[str, Any]]:
    """One line a second of a session."""
    query = urllib.parse.urlencode({"result": result})
    found = get(f"studies/{study}/sessions/{session['id']}/estimates/?{query}")
    for row in found["estimates"]:
        yield {"id": session["id"], "participant": session["participant"], "t_s": row["t_s"]} | _rates(row)


def rows(get: Get, study: int, result: str, estimates: bool, **wanted: str) -> Iterator[dict[str, Any]]:
    """The lines of the frame."""
    for session in sessions(get, study, result=result, **wanted):
        if estimates:
            yield from estimate_rows(get, study, session, result)
        else:
            yield session_row(session)


def pull(get: Get, study: int, result: str, estimates: bool, **wanted: str) -> pandas.DataFrame:
    """The frame, with times as times."""
    import pandas

    frame = pandas.DataFrame(rows(get, study, result, estimates, **wanted))
    if "started_at" in frame:
        frame["started_at"] = pandas.to_datetime(frame["started_at"])
    return frame


def _rates(row: dict[str, Any]) -> dict[str, Any]:
    """Value, quality, and the reason where there is no value."""
    found = {}
    for name in RATES:
        found[f"{name}_per_min"] = row[name]["value"]
        found[f"{name}_quality"] = row[name]["quality"]
        found[f"{name}_withheld"] = row[name]["withheld"]
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description="Pull a study into a data frame.")
    parser.add_argument("server", help="such as https://vitals.example.org")
    parser.add_argument("--result", default="live", help="live, latest, or such as 'pos vitals 0.2.0'")
    parser.add_argument("--estimates", action="store_true", help="one row a second instead of a session")
    parser.add_argument(
        "--where", nargs="*", default=[], metavar="NAME=VALUE", help="filters, see docs/api.md"
    )
    parser.add_argument("--out", help="write the frame to this CSV file")
    options = parser.parse_args()
    key = os.environ.get("VITALS_KEY")
    if not key:
        sys.exit("set VITALS_KEY to the key of the study: a coordinator makes it under Exports")
    get = client(options.server, key)
    (study,) = get("studies/")  # a key opens one
    wanted = dict(pair.split("=", 1) for pair in options.where)
    frame = pull(get, study["id"], options.result, options.estimates, **wanted)
    print(frame.describe(include="all"))
    if options.out:
        frame.to_csv(options.out, index=False)


if __name__ == "__main__":
    main()
