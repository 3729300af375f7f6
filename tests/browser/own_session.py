"""A server that knows one finished session of the visitor, in place of the real one."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page, Route

PK = "0b9f5a52-6a0e-4c43-9a43-6d2f6a1f3f10"
RATE = {"value": 71.6, "unit": "/min", "quality": 0.96, "withheld": None}
NONE = {"value": None, "unit": "/min", "quality": 0.0, "withheld": "no_breath"}
SESSION: dict[str, Any] = {
    "id": PK,
    "state": "done",
    "source": "camera",
    "started_at": "2026-11-22T10:00:00+00:00",
    "heart_rate": RATE,
    "respiratory_rate": NONE,
    "note": "after a walk",
}
REFERENCE = {"id": 7, "kind": "heart_rate", "value": 74.0, "unit": "/min", "t_s": None, "device": "oximeter"}
DETAIL = SESSION | {
    "estimates": [{"t_s": t_s, "heart_rate": RATE, "respiratory_rate": NONE} for t_s in range(8, 20)],
    "references": [REFERENCE],
    "consent": {"store_signals": True, "research": False},
    "downloads": {name: f"/sessions/{PK}/download/{name}" for name in ("csv", "json", "fhir", "pdf")},
}


class Server:
    """Answers like the server, with one session; keeps what it was asked."""

    def __init__(self, page: Page, points: int = 3) -> None:
        self.asked: list[tuple[str, str, Any]] = []
        self._points = [SESSION | {"started_at": f"2026-11-2{day}T10:00:00+00:00"} for day in range(points)]
        page.route("**/sessions/**", self._answer)
        page.route("**/forget/", self._answer)

    def _answer(self, route: Route) -> None:
        request = route.request
        path = request.url.split("/", 3)[3]
        body = request.post_data_json if request.post_data else None  # a form becomes a dict, too
        if request.method != "GET":
            self.asked.append((request.method, path, body))
        if request.method == "DELETE" or path == "forget/":
            route.fulfill(status=204)
        else:
            route.fulfill(json=self._json(path, body))

    @property
    def forgot(self) -> bool:
        """Whether it was asked for that, once, and with all measurements."""
        return [(path, body["measurements"]) for _, path, body in self.asked] == [("forget/", "delete")]

    def _json(self, path: str, body: Any) -> dict[str, Any]:
        if path == "sessions/":
            return {"sessions": [SESSION]}
        if path == "sessions/trend/":
            return {"points": self._points}
        if path.endswith("references/"):
            added = REFERENCE | {"id": 8, "kind": "respiratory_rate", "value": body["respiratory_rate"]}
            return DETAIL | {"references": [REFERENCE, added]}
        return DETAIL | (body or {})
