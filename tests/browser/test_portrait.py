"""static/js/portrait.js: the sample has the rates that the page names as its truth."""

from __future__ import annotations

import numpy as np
import pytest
from playwright.sync_api import Page

RATE_HZ = 30
SECONDS = 60
WAVES = """
async ([rateHz, seconds]) => {
  const portrait = await import("/static/js/portrait.js");
  const times = Array.from({ length: rateHz * seconds }, (_, i) => i / rateHz);
  return {
    pulse: [portrait.PULSE_BPM, times.map(portrait.pulse)],
    breath: [portrait.BREATH_BPM, times.map(portrait.breath)],
  };
}
"""
SKIN = """
async ([first_s, second_s]) => {
  const { Portrait } = await import("/static/js/portrait.js");
  const size = [64, 48];
  const grey = new ImageData(...size);
  grey.data.fill(150);
  const allSkin = new ImageData(...size);
  allSkin.data.forEach((_, i) => (allSkin.data[i] = i % 4 === 0 ? 255 : 0));
  const portrait = new Portrait(grey, allSkin);
  const green = (t_s) => {
    const out = new ImageData(...size);
    portrait.paint(out, t_s);
    return out.data.filter((_, i) => i % 4 === 1).reduce((sum, value) => sum + value, 0) / (64 * 48);
  };
  return [green(first_s), green(second_s)];
}
"""
SYSTOLE_S, DIASTOLE_S = 0.22, 0.72  # of the first beat


@pytest.mark.parametrize("name", ["pulse", "breath"])
def test_the_strongest_rate_is_the_one_that_the_page_names(page: Page, name: str) -> None:
    named_bpm, wave = page.evaluate(WAVES, [RATE_HZ, SECONDS])[name]
    spectrum = np.abs(np.fft.rfft(np.array(wave) - np.mean(wave)))
    assert spectrum.argmax() * 60 / SECONDS == named_bpm


def test_skin_is_darker_when_it_holds_more_blood(page: Page) -> None:
    systole, diastole = page.evaluate(SKIN, [SYSTOLE_S, DIASTOLE_S])
    assert 0.5 < diastole - systole < 3  # of 150: a pulse of a per cent, and no more
