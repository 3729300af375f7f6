"""A ZIP that is sent while it is made."""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import AsyncIterator, Iterator
from typing import cast

from django.test import AsyncRequestFactory, RequestFactory

from tests.webapp.records.downloads.conftest import shut
from webapp.records.downloads import archive

FILES = [("a.txt", b"first"), ("folder/b.txt", b"second" * 1000)]


def read(parts: list[bytes]) -> dict[str, bytes]:
    found = zipfile.ZipFile(io.BytesIO(b"".join(parts)))
    assert found.testzip() is None
    return {name: found.read(name) for name in found.namelist()}


def test_what_goes_in_comes_out() -> None:
    assert read(list(archive.zipped(FILES))) == dict(FILES)


def test_an_archive_of_nothing_is_one_too() -> None:
    assert read(list(archive.zipped([]))) == {}


def test_a_file_is_sent_before_the_next_one_is_made() -> None:
    made: list[str] = []

    def files() -> Iterator[archive.File]:
        for name, body in FILES:
            made.append(name)
            yield name, body

    assert b"a.txt" in next(archive.zipped(files()))
    assert made == ["a.txt"]


def test_it_is_a_file_to_be_saved() -> None:
    answer = archive.response(RequestFactory().get("/"), FILES, "all.zip")
    assert answer["Content-Disposition"] == 'attachment; filename="all.zip"'
    assert read(list(cast(Iterator[bytes], answer.streaming_content))) == dict(FILES)


async def test_under_asgi_it_comes_in_parts_as_well() -> None:
    answer = archive.response(AsyncRequestFactory().get("/"), FILES, "all.zip")
    parts = [part async for part in cast(AsyncIterator[bytes], answer.streaming_content)]
    assert len(parts) == len(FILES) + 1 and read(parts) == dict(FILES)


def test_a_long_file_is_sent_before_its_end_is_made() -> None:
    made: list[int] = []

    def body() -> Iterator[bytes]:
        for number in range(100):
            made.append(number)
            yield os.urandom(10_000)

    parts = archive.zipped([("long.bin", body())])
    first = next(parts)
    assert first and len(made) < 100
    assert len(read([first, *parts])["long.bin"]) == 1_000_000


def test_who_goes_away_early_lets_the_rest_unmade() -> None:
    ended: list[str] = []

    def files() -> Iterator[archive.File]:
        try:
            yield from FILES
        finally:
            ended.append("made")

    answer = archive.response(RequestFactory().get("/"), files(), "all.zip", lambda: ended.append("closed"))
    next(cast(Iterator[bytes], answer.streaming_content))
    shut(answer)
    assert ended == ["made", "closed"]


def test_an_archive_that_nobody_reads_is_closed_too() -> None:
    ended: list[str] = []
    shut(archive.response(RequestFactory().get("/"), FILES, "all.zip", lambda: ended.append("closed")))
    assert ended == ["closed"]
