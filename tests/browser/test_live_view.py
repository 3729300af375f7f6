"""static/js/live.js with its charts and meters: what was measured is shown, and nothing else."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Page, expect

HR_BPM = 72
SHOW = """
async (messages) => {
  const { Live } = await import("/static/js/live.js");
  window.live = new Live((id) => document.getElementById(id));
  live.clear();
  messages.forEach((message, i) => live.estimate(message, i + 1));
}
"""
SPECTRUM = "async (wave) => (await import('/static/js/charts/spectrum.js')).spectrumOf(wave)"
TREND = """
async (rates) => {
  const { TrendChart } = await import("/static/js/charts/trend.js");
  const trend = new TrendChart(document.createElement("div"), [50, 100]);
  rates.forEach((rate, i) => trend.push(i + 1, rate));
  return trend.data();
}
"""


def wave(rate_bpm: float = HR_BPM) -> dict[str, list[float]]:
    t_s = np.arange(300) / 30
    return {"t": t_s.tolist(), "v": np.sin(2 * np.pi * rate_bpm / 60 * t_s).tolist()}


def estimate(**changes: object) -> dict[str, Any]:
    rate = {"value": HR_BPM, "unit": "/min", "quality": 0.96, "withheld": None}
    none = {"value": None, "unit": "/min", "quality": 0, "withheld": "too_short"}
    return {"heart_rate": rate, "respiratory_rate": none, "pulse": wave(), "breath": None} | changes


def test_the_spectrum_is_highest_at_the_rate_of_the_wave(page: Page) -> None:
    rates_bpm, power = page.evaluate(SPECTRUM, wave(90))
    assert rates_bpm[int(np.argmax(power))] == 90
    assert max(power) == 1


def test_the_spectrum_is_drawn_on_request_only(page: Page) -> None:
    page.evaluate(SHOW, [estimate()])
    expect(page.locator("#pulse-chart canvas").last).to_be_visible()
    expect(page.locator("#spectrum-chart canvas")).to_have_count(0)
    page.locator("#spectrum summary").click()
    expect(page.locator("#spectrum-chart canvas").last).to_be_visible()


def test_a_rate_is_drawn_with_the_band_that_came_with_it(page: Page) -> None:
    rates = [{"value": 70, "interval": [66, 75]}, {"value": 71}, {"value": None, "interval": [40, 90]}]
    assert page.evaluate(TREND, rates) == [[1, 2, 3], [70, 71, None], [66, None, None], [75, None, None]]


@pytest.mark.parametrize(
    ("changes", "meter", "word"),
    [
        ({"light": 30}, "light", "too dark"),
        ({"light": 130}, "light", "good"),
        ({"light": 240}, "light", "too bright"),
        ({"motion": 0.02}, "motion", "still"),
        ({"motion": 0.2}, "motion", "a little"),
        ({"motion": 0.7}, "motion", "too much"),
    ],
)
def test_light_and_movement_are_shown_as_they_were_measured(
    page: Page, changes: dict[str, float], meter: str, word: str
) -> None:
    page.evaluate(SHOW, [estimate(**changes)])
    expect(page.locator(f"#{meter} [data-word]")).to_have_text(word)


def test_what_was_not_measured_has_no_meter(page: Page) -> None:
    page.evaluate(SHOW, [estimate(light=None, motion=None)])
    expect(page.locator("#light")).to_be_hidden()
    expect(page.locator("#motion")).to_be_hidden()


def test_the_result_keeps_the_last_wave_that_was_measured(page: Page) -> None:
    page.evaluate(SHOW, [estimate(), estimate(pulse=None)])
    page.evaluate("(message) => live.result(message)", estimate())
    page.locator("#spectrum summary").click()
    expect(page.locator("#spectrum-chart canvas").last).to_be_visible()


def test_numbers_stay_after_the_measurement_marked_as_the_last_answer(page: Page) -> None:
    none = {"value": None, "unit": "/min", "quality": 0, "withheld": "motion"}
    page.evaluate(SHOW, [estimate(), estimate(heart_rate=none)])
    page.evaluate("live.end()")
    expect(page.get_by_test_id("heart-rate")).to_have_text(str(HR_BPM))
    expect(page.locator("#heart-rate-hint")).to_have_text("last answer")
