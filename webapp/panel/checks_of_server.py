"""The web server, the database, the network: what is set, and what it means."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.utils.translation import gettext as _
from redis.exceptions import RedisError

from webapp.live import roll
from webapp.panel import networks
from webapp.panel.finding import Finding, Verdict, ok

LOOPBACK = ("127.0.0.1", "localhost", "::1")


def debug() -> Finding:
    name = _("Errors are not shown to visitors")
    if not settings.DEBUG:
        return ok(name, _("DEBUG is off."))
    text = _("DEBUG is on: an error shows code and settings to whoever meets it.")
    return Finding(name, Verdict.BAD, text, _("Unset DEBUG and start again."))


def https() -> Finding:
    name = _("HTTPS")
    if settings.SECURE:
        return ok(name, _("On: cookies are sent over HTTPS only."))
    if settings.HOST in LOOPBACK:
        text = _("Off; the server is reached from this machine only.")
        return Finding(name, Verdict.WARN, text, _remedy_of_https())
    text = _("Off, and the server is open to the network: passwords and pictures travel in plain.")
    return Finding(name, Verdict.BAD, text, _remedy_of_https())


def hsts() -> Finding:
    name = _("Browsers insist on HTTPS (HSTS)")
    if settings.SECURE_HSTS_SECONDS:
        return ok(name, _("For %(seconds)s s.") % {"seconds": settings.SECURE_HSTS_SECONDS})
    remedy = _("Once HTTPS works for good, set HSTS_SECONDS, such as 31536000 for a year.")
    return Finding(name, Verdict.WARN, _("Off."), remedy)


def host_names() -> Finding:
    name = _("Host names")
    if "*" not in settings.ALLOWED_HOSTS:
        return ok(name, ", ".join(dict.fromkeys(settings.ALLOWED_HOSTS)))
    remedy = _("Name the hosts in ALLOWED_HOSTS.")
    return Finding(name, Verdict.BAD, _("Any name is accepted, also a forged one."), remedy)


def secret_key() -> Finding:
    name = _("Secret key")
    if os.environ.get("SECRET_KEY"):
        return ok(name, _("From the environment."))
    path = Path(settings.VAR_DIR) / "secret_key"
    if path.exists() and stat.S_IMODE(path.stat().st_mode) & 0o077:
        remedy = _("chmod 600 %(path)s") % {"path": path}
        return Finding(name, Verdict.BAD, _("Other users of this machine can read it."), remedy)
    text = _("Made by itself, in the var folder: fine for one machine.")
    remedy = _("For several, set the same SECRET_KEY on each, from a store for secrets.")
    return Finding(name, Verdict.WARN, text, remedy)


def database() -> Finding:
    name = _("Database")
    if connection.vendor == "postgresql":
        return ok(name, _("PostgreSQL."))
    machines = _machines()
    remedy = _("Set DATABASE_URL to a PostgreSQL server; docs/admin.md says how the data comes along.")
    if len(machines) > 1:
        text = _("SQLite, but workers run on %(count)s machines: each writes a file of its own.")
        return Finding(name, Verdict.BAD, text % {"count": len(machines)}, remedy)
    text = _("SQLite: fine for one machine and a few people at once.")
    return Finding(name, Verdict.WARN, text, remedy)


def backups() -> Finding:
    text = _("Nothing here knows whether you make any.")
    sqlite = _("Every night: sqlite3 var/db.sqlite3 '.backup copy.sqlite3', which may be done while it runs.")
    postgresql = _("Every night: pg_dump. Restore one on trial now and then.")
    remedy = postgresql if connection.vendor == "postgresql" else sqlite
    return Finding(_("Backups"), Verdict.UNKNOWN, text, remedy)


def licence() -> Finding:
    name = _("Licence of the network's weights")
    active = next((one for one in networks.find_all() if one.is_active), None)
    told = str(active.facts.get("licence", "")) if active else ""
    if not told:
        remedy = _("Put the licence into the manifest of the weights.")
        return Finding(name, Verdict.UNKNOWN, _("The manifest names none."), remedy)
    if "research" in told.lower() or "non-commercial" in told.lower():
        remedy = _("For any other use, train it on data that allow it and choose the new one under Networks.")
        return Finding(name, Verdict.WARN, told, remedy)
    return ok(name, told)


def _remedy_of_https() -> str:
    return _("Set TLS_CERT and TLS_KEY; or put a proxy that ends TLS in front, and set SECURE=1.")


def _machines() -> set[str]:
    try:
        return {worker.host for worker in roll.present()}
    except (RedisError, OSError):
        return set()


CHECKS = (debug, https, hsts, host_names, secret_key, database, backups, licence)
