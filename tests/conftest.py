"""What every test needs."""

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

# `serve` collects the page's files here; in a clean clone WhiteNoise would warn that there is no such folder.
(ROOT / "staticfiles").mkdir(exist_ok=True)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browser tests last: Playwright leaves an event loop running, and no async test could start."""
    items.sort(key=lambda item: (ROOT / "tests" / "browser") in item.path.parents)
