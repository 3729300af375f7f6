"""A whole study: made, joined, measured, reviewed, analysed again, compared, exported, and left.

It is walked once, since each step needs the one before it; the tests ask what was seen on the way.
"""

from __future__ import annotations

import subprocess
import sys
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser import visit
from tests.browser.chromium import Chromium, plays
from tests.browser.coordinator import Coordinator
from tests.browser.stack import Stack

HR_BPM, RR_BPM = 72, 12
TOLERANCE_BPM = 3
GOOD_SECONDS = 15
SECONDS = 5  # 6 beats and a breath: the file can be played over and over
METHOD = "chrom"  # not the one that measures live
REMARK = "turned the head"
GONE_WITHIN_S = 30


@dataclass(frozen=True, slots=True)
class Walk:
    """What was seen on the way."""

    heart_rate: int | None
    """On the participant's page."""
    session: str
    stored: dict[str, Any]
    """The session's row, once it was measured and analysed again."""
    annotations: str
    versions: str
    """On the page of the session."""
    dots: list[str | None]
    """Where the points of the Bland–Altman plot lead to."""
    files: dict[str, str]
    """The export, by name."""
    turned_away: str
    """What somebody else reads who opens the link after the participant."""
    farewell: str


@pytest.fixture(scope="module")
def walk(chromium: Chromium, stack: Stack, tmp_path_factory: pytest.TempPathFactory) -> Walk:
    with chromium.page() as page:
        coordinator = Coordinator(page, stack.url)
        coordinator.log_in("admin", stack.password)
        coordinator.make_study("Pulse and breath", GOOD_SECONDS)
        link = coordinator.invite()
        with camera(tmp_path_factory.mktemp("camera")) as y4m, chromium.page(plays(y4m)) as participant:
            heart_rate = join_and_measure(participant, link)
            session, annotations = review(coordinator)
            versions = analyse_again(coordinator, session)
            stored = stack.session(session) or {}
            dots = compare(coordinator, session)
            files = export(coordinator)
            turned_away = try_again(chromium, link)
            farewell = leave(participant)
    seen = (annotations, versions, dots, files, turned_away, farewell)
    return Walk(heart_rate, session, stored, *seen)


@contextmanager
def camera(folder: Path) -> Iterator[Path]:
    """A portrait of known rates."""
    y4m = folder / "portrait.y4m"
    rates = ["--hr", str(HR_BPM), "--rr", str(RR_BPM), "--seconds", str(SECONDS)]
    subprocess.run([sys.executable, "-m", "tests.portrait", "--out", str(y4m), *rates], check=True)
    yield y4m
    y4m.unlink()


def join_and_measure(page: Page, link: str) -> int | None:
    page.goto(link)
    page.get_by_label("I have read this and take part in the study.").check()
    page.get_by_role("button", name="Join").click()
    page.get_by_role("link", name="Measure now").click()
    visit.start(page)
    page.get_by_test_id("result").wait_for(state="visible", timeout=visit.RESULT_TIMEOUT_MS)
    return visit.number(page, "heart-rate")


def review(coordinator: Coordinator) -> tuple[str, str]:
    """The newest session, annotated."""
    session = coordinator.open_newest_session()
    coordinator.annotate(REMARK, 2, 4)
    annotations = coordinator.page.locator("#annotations")
    expect(annotations).to_contain_text(REMARK)
    return session, annotations.inner_text()


def analyse_again(coordinator: Coordinator, session: str) -> str:
    coordinator.analyse_again(METHOD)
    coordinator.open(f"sessions/{session}/")
    return coordinator.page.get_by_role("main").inner_text()


def compare(coordinator: Coordinator, session: str) -> list[str | None]:
    coordinator.enter_reference(session, HR_BPM)
    coordinator.open("agreement/")
    plot = coordinator.page.get_by_role("figure", name="Bland–Altman plot")
    expect(plot.locator("circle").first).to_be_visible()
    return [dot.get_attribute("href") for dot in plot.locator("a").all()]


def export(coordinator: Coordinator) -> dict[str, str]:
    with zipfile.ZipFile(coordinator.export("csv")) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def try_again(chromium: Chromium, link: str) -> str:
    with chromium.page() as stranger:
        stranger.goto(link)
        expect(stranger.get_by_role("button", name="Join")).to_have_count(0)
        return stranger.get_by_role("main").inner_text()


def leave(participant: Page) -> str:
    participant.get_by_role("link", name="Back to my study").click()
    participant.get_by_role("link", name="Leave the study").click()
    participant.get_by_role("button", name="Leave for good").click()
    participant.wait_for_load_state()
    return participant.get_by_role("main").inner_text()


def test_the_participant_sees_a_rate(walk: Walk) -> None:
    assert walk.heart_rate is not None and abs(walk.heart_rate - HR_BPM) <= TOLERANCE_BPM


def test_the_session_is_in_the_study_under_a_pseudonym(walk: Walk) -> None:
    assert walk.stored["participant_id"] is not None and walk.stored["user_id"] is None


def test_the_annotation_stands_on_its_page(walk: Walk) -> None:
    assert "2–4 s" in walk.annotations and REMARK in walk.annotations


def test_another_analysis_stands_beside_what_was_measured(walk: Walk) -> None:
    assert METHOD in walk.versions and walk.stored["method"] != METHOD


def test_the_plot_of_bland_and_altman_has_the_session(walk: Walk) -> None:
    assert len(walk.dots) == 1 and walk.session in (walk.dots[0] or "")


def test_the_export_has_the_session_its_reference_and_the_annotation(walk: Walk) -> None:
    everything = "".join(walk.files.values())
    assert walk.session in everything and REMARK in everything
    assert f"{HR_BPM}.0" in walk.files["references.csv"]


def test_a_used_link_lets_nobody_else_in(walk: Walk) -> None:
    assert "used" in walk.turned_away


def test_whoever_leaves_takes_the_data_along(walk: Walk, stack: Stack) -> None:
    assert "left" in walk.farewell
    assert stack.is_gone(walk.session, GONE_WITHIN_S)
    assert stack.estimates(walk.session) == []
