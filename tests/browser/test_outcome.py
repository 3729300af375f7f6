"""static/js/result.js and coverage.js: the result of a measurement in words."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page

SHOW = """
async ([result, about]) => {
  const { Result } = await import("/static/js/result.js");
  const panel = document.getElementById("result");
  new Result(panel).show(result, { isSample: false, note: "", answered: {}, ...about });
  panel.querySelector("details").open = true;
  return panel.innerText;
}
"""
SHARES = """
async (estimates) => {
  const { Coverage } = await import("/static/js/coverage.js");
  const coverage = new Coverage();
  for (const estimate of estimates) coverage.hear(estimate);
  return coverage.shares;
}
"""
ABOUT = {"duration_s": 31.2, "fps": 29.97, "frames": 934, "method": "pos", "model": "fasenet 1.1.0"}


def rate(value: float | None, quality: float = 0.0, withheld: str | None = None) -> dict[str, Any]:
    return {"value": value, "unit": "/min", "quality": quality, "withheld": withheld}


def shown(page: Page, heart: dict[str, Any], breath: dict[str, Any], **about: object) -> str:
    result = ABOUT | {"heart_rate": heart, "respiratory_rate": breath}
    return str(page.evaluate(SHOW, [result, about]))


def test_a_number_comes_with_its_quality_in_words_and_as_a_probability(page: Page) -> None:
    text = shown(page, rate(71.6, 0.96), rate(14.2, 0.8))
    assert "Quality good; right within 5/min: more than 9 in 10." in text
    assert "Quality fair; right within 2/min: about 8 in 10." in text


def test_a_withheld_rate_says_why_and_what_to_do(page: Page) -> None:
    text = shown(page, rate(70, 0.9), rate(None, 0.1, "dark"))
    assert "No respiratory rate. It is too dark: turn on a light" in text


def test_without_any_number_the_title_says_so_and_what_to_try(page: Page) -> None:
    text = shown(page, rate(None, 0, "no_pulse"), rate(None, 0, "too_short"))
    assert text.startswith("No result this time")
    assert "Try this: sit down" in text
    assert "Let it run to its end" in text


def test_an_unusual_value_is_told_calmly_with_where_to_turn(page: Page) -> None:
    text = shown(page, rate(128, 0.9), rate(14, 0.9))
    assert "higher than usual for an adult at rest" in text
    assert "If you feel unwell, seek help" in text


def test_usual_values_come_without_a_warning(page: Page) -> None:
    assert "unwell" not in shown(page, rate(70, 0.9), rate(14, 0.9))


def test_it_says_how_it_was_measured(page: Page) -> None:
    text = shown(page, rate(70, 0.9), rate(14, 0.9), answered={"heart_rate": 0.96, "respiratory_rate": 0.5})
    assert "934 pictures in 31 s, 30.0 a second" in text
    assert "heart rate in 96 % of the seconds that could have one, a respiratory rate in 50 %" in text


def of_beats(page: Page, sdnn_ms: float | None, rmssd_ms: float | None) -> str:
    hrv = {"experimental": True, "sdnn_ms": sdnn_ms, "rmssd_ms": rmssd_ms, "beats": 71}
    result = ABOUT | {"heart_rate": rate(70, 0.96), "respiratory_rate": rate(14, 0.9), "hrv": hrv}
    return str(page.evaluate(SHOW, [result, {}]))


def test_variability_is_told_as_experimental_and_only_as_far_as_it_was_measured(page: Page) -> None:
    assert "Experimental: the times between beats vary by 48 ms (SDNN, 71 beats)." in of_beats(
        page, 48.2, None
    )
    assert "from one beat to the next by 36 ms" in of_beats(page, 48.2, 36.4)
    assert "Experimental" not in of_beats(page, None, None)


def test_the_seconds_before_a_number_is_possible_do_not_lower_the_coverage(page: Page) -> None:
    wait, found, lost = rate(None, 0, "too_short"), rate(70, 0.9), rate(None, 0, "motion")
    estimates = [{"heart_rate": heart, "respiratory_rate": wait} for heart in (wait, wait, found, lost)]
    assert page.evaluate(SHARES, estimates) == {"heart_rate": 0.5, "respiratory_rate": 0}
