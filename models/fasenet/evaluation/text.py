"""An evaluation as indented lines, whatever is in it."""

from collections.abc import Iterator
from typing import Any


def as_text(found: dict[str, Any]) -> str:
    """One line a figure, ``value [low, high]``; the names lead down to it."""
    return "\n".join(lines(found, 0))


def lines(found: dict[str, Any], depth: int) -> Iterator[str]:
    """The lines of one level and those below."""
    for name, value in found.items():
        indent = "    " * depth
        if isinstance(value, dict) and not is_figure(value):
            yield f"{indent}{name}"
            yield from lines(value, depth + 1)
        else:
            yield f"{indent}{name}: {plain(value)}"


def is_figure(value: dict[str, Any]) -> bool:
    """Whether this is a value with its interval."""
    return value.keys() == {"value", "low", "high"}


def plain(value: Any) -> str:
    """A figure, a number, names, or nothing."""
    if isinstance(value, dict):
        return f"{value['value']:.4f} [{value['low']:.4f}, {value['high']:.4f}]"
    if isinstance(value, float):
        return f"{value:.4g}"
    return " ".join(map(str, value)) if isinstance(value, list) else str(value)
