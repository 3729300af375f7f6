"""Redis, through which all pictures pass, and the workers behind it."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _
from redis.exceptions import RedisError

from webapp.panel import state
from webapp.panel.finding import Finding, Verdict, ok

LOOPBACK = ("127.0.0.1", "localhost", "::1")
OLDEST_WITH_FIXES = (7, 2)
"""Older ones get no security fixes any more."""


def door() -> Finding:
    """Who can reach it."""
    name = _("Who can reach Redis")
    parts = urlsplit(settings.REDIS_URL)
    if parts.scheme == "unix":
        return ok(name, _("Only this user: a unix socket, without a port."))
    if parts.password:
        return _encrypted(name, parts.scheme, parts.hostname or "")
    remedy = _("Give it a password (requirepass, or an ACL user), and put that into REDIS_URL.")
    if parts.hostname in LOOPBACK:
        text = _("Every user of this machine: it has a port and no password.")
        return Finding(name, Verdict.WARN, text, remedy)
    text = _("Whoever is in its network: it has a port and no password.")
    return Finding(name, Verdict.BAD, text, remedy)


def _encrypted(name: str, scheme: str, host: str) -> Finding:
    if scheme == "rediss" or host in LOOPBACK:
        return ok(name, _("Who has the password."))
    text = _("Who has the password; pictures travel to it in plain.")
    return Finding(name, Verdict.WARN, text, _("Use rediss:// (TLS), or a private network."))


def persistence() -> Finding:
    name = _("Redis keeps nothing on disk")
    try:
        persists = state.redis().persists
    except (RedisError, OSError):
        return Finding(name, Verdict.UNKNOWN, _("Redis does not answer."))
    if persists is None:
        remedy = _("Make sure that save is '' and appendonly is no.")
        return Finding(name, Verdict.UNKNOWN, _("It does not tell."), remedy)
    if not persists:
        return ok(name, _("save and appendonly are off."))
    text = _("It writes what it holds to disk, and pictures are among that.")
    return Finding(name, Verdict.BAD, text, _("Set save to '' and appendonly to no."))


def version() -> Finding:
    name = _("Version of Redis")
    try:
        found = state.redis().version
    except (RedisError, OSError):
        return Finding(name, Verdict.UNKNOWN, _("Redis does not answer."))
    if tuple(int(part) for part in found.split(".")[:2]) >= OLDEST_WITH_FIXES:
        return ok(name, found)
    text = _("%(version)s gets no security fixes any more.") % {"version": found}
    remedy = _("Install redis-server 7.2 or newer, so that it is on the PATH, or set REDIS_URL.")
    return Finding(name, Verdict.WARN, text, remedy)


def workers() -> Finding:
    name = _("Workers")
    try:
        silent = [queue.name for queue in state.queues() if not queue.is_heard]
    except (RedisError, OSError):
        remedy = _("Look at the log of the stack, or at REDIS_URL.")
        return Finding(name, Verdict.BAD, _("Redis does not answer: nothing can be measured."), remedy)
    if not silent:
        return ok(name, _("All queues have one."))
    text = _("None is heard of: %(queues)s.") % {"queues": ", ".join(silent)}
    return Finding(
        name, Verdict.BAD, text, _("Look at the log of the stack; docs/server.md has the commands.")
    )


CHECKS = (door, persistence, version, workers)
