"""The page in Firefox: it opens, measures its made-up camera, and ends with an honest answer."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from tests.browser.conftest import free_port
from tests.browser.firefox import FIREFOX, FirefoxPage, firefox
from tests.browser.stack import Stack

pytestmark = pytest.mark.skipif(
    not FIREFOX.exists() and os.environ.get("REQUIRE_ALL") != "1",
    reason=f"no Firefox at {FIREFOX}: apt-get install firefox-esr",
)
TEXT = "document.querySelector('[data-testid={}]').textContent"
CLICK = "document.querySelector('[data-testid={}]').click()"


@pytest.fixture(scope="module")
def page(stack: Stack, tmp_path_factory: pytest.TempPathFactory) -> Iterator[FirefoxPage]:
    with firefox(tmp_path_factory.mktemp("firefox"), free_port()) as opened:
        yield opened


@pytest.fixture
def fresh(page: FirefoxPage, stack: Stack) -> FirefoxPage:
    """The page, loaded anew."""
    page.goto(stack.url)
    return page


def start(page: FirefoxPage) -> None:
    page.evaluate(CLICK.format("consent"))
    page.evaluate(CLICK.format("start"))


def test_firefox_measures_and_says_that_there_is_no_face(fresh: FirefoxPage) -> None:
    start(fresh)
    fresh.wait_for("document.getElementById('traffic').textContent.includes('kB/s')")
    fresh.wait_for(f"{TEXT.format('instruction')}.includes('No face')")
    fresh.evaluate(CLICK.format("stop"))
    fresh.wait_for(f"{TEXT.format('result')}.includes('No heart rate')")


def test_firefox_measures_the_sample(fresh: FirefoxPage) -> None:
    fresh.evaluate(CLICK.format("consent"))
    fresh.evaluate(CLICK.format("try-sample"))
    fresh.wait_for(f"{TEXT.format('heart-rate')} !== '–'", 60)
    assert abs(int(fresh.evaluate(TEXT.format("heart-rate"))) - 66) <= 2
    fresh.evaluate(CLICK.format("stop"))
    fresh.wait_for("document.body.dataset.state === 'done'")
