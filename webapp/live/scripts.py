"""The Lua scripts: each is one step, done wholly or not at all. `lua/common.lua` stands before each."""

from __future__ import annotations

from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent / "lua"


@cache
def script(name: str) -> str:
    """The text of `lua/<name>.lua` with what all of them share."""
    common = (_FOLDER / "common.lua").read_text()
    return common + (_FOLDER / f"{name}.lua").read_text()


def milliseconds(seconds: float) -> int:
    return round(seconds * 1000)
