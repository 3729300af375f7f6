"""The API with all its parts. Schema at /api/openapi.json, documentation at /api/docs."""

from __future__ import annotations

from ninja import NinjaAPI

from webapp.api import analyses, exports, own, participants, references, series, sessions, studies
from webapp.api.auth import Account, Key
from webapp.api.errors import install
from webapp.api.throttle import PerCaller

DESCRIPTION = """Heart rate and respiratory rate from a camera. For wellness; not a medical device.

Log in at the pages, or send `Authorization: Bearer KEY` with a key that a coordinator made under Exports of
the study. A key opens its one study: everything else does not exist (404). Every rate is `{"value", "unit",
"quality", "withheld"}`; `value` is null exactly when `withheld` is not. Times ending in `_s` are seconds from
the first frame, others are UTC. Every error is `{"error", "message"}`. More than 120 calls a minute are
answered 429 with `Retry-After`.
"""

api = NinjaAPI(
    title="FaSeNet Vitals",
    version="1",
    description=DESCRIPTION,
    auth=[Key(), Account()],
    throttle=[PerCaller()],
)
api.add_router("/sessions/", own.router, tags=["Everything that you may see"])
api.add_router("/studies/", studies.router, tags=["Studies"])
api.add_router("/studies/{int:study}/participants/", participants.router, tags=["Studies"])
api.add_router("/studies/{int:study}/sessions/", sessions.router, tags=["Sessions of a study"])
api.add_router("/studies/{int:study}/sessions/{uuid:pk}/", series.router, tags=["One session"])
api.add_router("/studies/{int:study}/sessions/{uuid:pk}/references/", references.router, tags=["One session"])
api.add_router("/studies/{int:study}/jobs/", analyses.router, tags=["Analyses"])
api.add_router("/studies/{int:study}/exports/", exports.router, tags=["Exports"])
install(api)
