"""What every test needs."""

from pathlib import Path

# `serve` collects the page's files here; in a clean clone WhiteNoise would warn that there is no such folder.
(Path(__file__).parents[1] / "staticfiles").mkdir(exist_ok=True)
