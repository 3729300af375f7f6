"""Bodies that are too large are refused before anything of them is on disk."""

from __future__ import annotations

import json
from typing import Any

import pytest

from webapp.body_limit import MAX_BODY_BYTES, BodyLimit
from webapp.records.models import Policy

HALF = bytes(MAX_BODY_BYTES // 2)


async def reads_all(scope: Any, receive: Any, send: Any) -> None:
    """As Django does: the whole body first, then the answer."""
    while (await receive()).get("more_body"):
        pass
    await send({"type": "http.response.start", "status": 200, "headers": []})


async def answer(path: str, chunks: list[bytes], announced: bytes | None = None) -> tuple[int, bytes]:
    """Status and body of the answer to a request in these chunks."""
    waiting = [{"type": "http.request", "body": chunk, "more_body": True} for chunk in chunks]
    waiting.append({"type": "http.request", "body": b"", "more_body": False})
    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return waiting.pop(0)

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    headers = [] if announced is None else [(b"content-length", announced)]
    await BodyLimit(reads_all)({"type": "http", "path": path, "headers": headers}, receive, send)
    return sent[0]["status"], sent[-1].get("body", b"")


async def test_a_body_at_the_limit_passes() -> None:
    assert (await answer("/sessions/", [HALF, HALF]))[0] == 200


@pytest.mark.parametrize("path", ["/sessions/", "/nowhere", "/accounts/login/"])
async def test_chunks_beyond_the_limit_are_refused_on_any_path(path: str) -> None:
    status, body = await answer(path, [HALF, HALF, b"x"])
    assert status == 413 and json.loads(body)["error"] == "too_large"


async def test_a_length_beyond_the_limit_is_refused_before_the_first_byte() -> None:
    assert (await answer("/sessions/", [], announced=b"99999999"))[0] == 413


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("session", ["", "00000000-0000-4000-8000-000000000000/"])
async def test_a_reference_file_may_have_what_the_policy_says(session: str) -> None:
    await Policy(max_upload_mib=1).asave()
    path, mib = f"/studies/1/agreement/references/{session}file/", bytes(1024 * 1024)
    assert (await answer(path, [mib, b"x"]))[0] == 200  # its page says what is wrong
    assert (await answer(path, [mib, mib, b"x"]))[0] == 413


async def test_the_panel_may_send_more() -> None:
    assert (await answer("/admin/records/study/add/", [HALF] * 4))[0] == 200
