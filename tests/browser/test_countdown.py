"""static/js/countdown.js: how long a measurement lasts."""

from __future__ import annotations

from playwright.sync_api import Page

SEEN = """
async ([duration_s, seen]) => {
  const { Countdown } = await import("/static/js/countdown.js");
  const countdown = new Countdown(duration_s);
  for (const [t_s, isGood] of seen) countdown.see(t_s, isGood);
  return [countdown.done_s, countdown.isOver];
}
"""


def after(page: Page, duration_s: int, seen: list[tuple[float, bool]]) -> tuple[float, bool]:
    done_s, is_over = page.evaluate(SEEN, [duration_s, seen])
    return done_s, is_over


def test_good_seconds_count_until_the_end(page: Page) -> None:
    assert after(page, 30, [(100.0 + t, True) for t in range(30)]) == (29, False)
    assert after(page, 30, [(100.0 + t, True) for t in range(31)]) == (30, True)


def test_other_seconds_do_not_count(page: Page) -> None:
    assert after(page, 30, [(t, t % 2 == 0) for t in range(41)]) == (20, False)


def test_a_silence_counts_as_a_second_at_most(page: Page) -> None:
    assert after(page, 30, [(0.0, True), (1.0, True), (21.0, True)]) == (2, False)


def test_without_a_good_second_the_wait_comes_to_an_end(page: Page) -> None:
    assert after(page, 30, [(t, False) for t in range(75)]) == (0, False)
    assert after(page, 30, [(t, False) for t in range(76)]) == (0, True)
