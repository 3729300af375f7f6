"""Every URL of the server, from the resolver itself: a new one is here without anybody's doing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import RegexPattern

NUMBER = re.compile(r"<int:(\w+)>")
KEYWORD = re.compile(r"<(?:\w+:)?(\w+)>")
GROUP = re.compile(r"\(\?P<(\w+)>[^)]*\)")


@dataclass(frozen=True, slots=True)
class Url:
    """One route with `{keyword}` for what varies, and its names with the namespaces."""

    route: str
    names: tuple[str, ...]
    """More than one where the operations of the API share it."""
    numbers: tuple[str, ...] = ()
    """The keywords that are whole numbers."""

    def __str__(self) -> str:
        return f"{self.route} {' '.join(self.names)}"

    @property
    def keywords(self) -> list[str]:
        return re.findall(r"{(\w+)}", self.route)

    def path(self, arguments: dict[str, object]) -> str:
        return self.route.format(**arguments)


def every_url() -> list[Url]:
    found: dict[str, dict[str, None]] = {}
    for route, name in _walk(get_resolver().url_patterns, "/", ()):
        found.setdefault(route, {})[name] = None
    return [_url(route, tuple(names)) for route, names in sorted(found.items())]


def _url(route: str, names: tuple[str, ...]) -> Url:
    return Url(KEYWORD.sub(r"{\1}", route), names, tuple(NUMBER.findall(route)))


def _walk(patterns: list[Any], route: str, namespaces: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    for one in patterns:
        whole = route + _readable(one)
        if isinstance(one, URLResolver):
            inner = (*namespaces, one.namespace) if one.namespace else namespaces
            yield from _walk(one.url_patterns, whole, inner)
        else:
            assert isinstance(one, URLPattern)
            yield whole, ":".join([*namespaces, one.name or _by_keywords(whole)])


def _by_keywords(route: str) -> str:
    """A name for a pattern that has none."""
    return "_".join(["unnamed", *KEYWORD.findall(route)])


def _readable(one: URLPattern | URLResolver) -> str:
    """`^(?P<app_label>auth|axes)/$` as `<app_label>/`; others are written so already."""
    text = str(one.pattern)
    if isinstance(one.pattern, RegexPattern):
        return GROUP.sub(r"<\1>", text).strip("^$")
    return text
