"""static/js/exposure.js: what the camera would change by itself is held, and given back."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page

HOLD = """
async ([can, now, answers]) => {
  const { Exposure } = await import("/static/js/exposure.js");
  const asked = [];
  const settings = { ...now };
  const track = {
    getConstraints: () => ({ width: { ideal: 640 } }),
    getCapabilities: can && (() => can),
    getSettings: () => ({ ...settings }),
    applyConstraints: async (wish) => {
      asked.push(wish);
      if (answers === "refuses") throw new DOMException("", "OverconstrainedError");
      Object.assign(settings, ...wish.advanced);
      if (answers === "brighter") settings.exposureTime *= 2;
    },
  };
  const exposure = new Exposure(track);
  await exposure.hold();
  const held = [...exposure.held];
  await exposure.release();
  return { held, asked, after: settings };
}
"""
CAN = {"exposureMode": ["continuous", "manual"], "whiteBalanceMode": ["continuous", "manual"]}
NOW = {
    "exposureMode": "continuous",
    "exposureTime": 250.0,
    "whiteBalanceMode": "continuous",
    "colorTemperature": 4500,
}


def hold(page: Page, can: object, now: object = NOW, answers: str = "obeys") -> dict[str, Any]:
    return dict(page.evaluate(HOLD, [can, now, answers]))


def test_exposure_and_white_balance_are_held_as_they_are(page: Page) -> None:
    done = hold(page, CAN)
    assert done["held"] == ["exposureMode", "whiteBalanceMode"]
    assert done["asked"][1]["advanced"] == [
        {"exposureMode": "manual"},
        {"whiteBalanceMode": "manual", "colorTemperature": 4500},
    ]


def test_the_size_that_was_asked_for_stays_asked(page: Page) -> None:
    assert all(wish["width"] == {"ideal": 640} for wish in hold(page, CAN)["asked"])


def test_both_are_given_back_at_the_end(page: Page) -> None:
    after = hold(page, CAN)["after"]
    assert (after["exposureMode"], after["whiteBalanceMode"]) == ("continuous", "continuous")


def test_a_browser_without_capabilities_is_left_alone(page: Page) -> None:
    assert hold(page, None)["asked"] == []


def test_a_camera_that_cannot_be_held_is_left_alone(page: Page) -> None:
    assert hold(page, {"exposureMode": ["continuous"]})["asked"] == []


def test_a_refusal_holds_nothing(page: Page) -> None:
    assert hold(page, CAN, answers="refuses")["held"] == []


def test_a_camera_that_changes_when_held_gets_its_automatism_back(page: Page) -> None:
    done = hold(page, {"exposureMode": ["continuous", "manual"]}, answers="brighter")
    assert (done["held"], done["after"]["exposureMode"]) == ([], "continuous")
