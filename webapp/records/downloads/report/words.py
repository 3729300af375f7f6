"""What the report says, in the reader's language."""

from __future__ import annotations

from collections import Counter

from django.utils.formats import date_format, number_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vitals.withheld import Withheld
from webapp.records.models import Consent, Reference, Session
from webapp.records.words import advice as advice_of
from webapp.records.words import quality, reason

Fact = tuple[str, str]


def foot() -> str:
    return _("FaSeNet Vitals. For wellness, not a medical device. It does not diagnose anything.")


def advice() -> str:
    return _(
        "The numbers are estimates from a camera. They can be wrong, and they replace no examination. "
        "If you feel unwell, seek help, whatever the numbers say."
    )


def when(session: Session) -> str:
    at = localtime(session.started_at)
    return f"{date_format(at, 'DATETIME_FORMAT')} ({at:%Z})"


def rate(value_bpm: float | None, quality_share: float, withheld: str | None) -> tuple[str, str]:
    """The number, and how good it is; or a dash, and why."""
    if value_bpm is None:
        return "–", _("No result: %(reason)s") % {"reason": reason(withheld or "")}
    shares = {"word": quality(quality_share), "share": number_format(quality_share, 2)}
    number = _("%(value).0f per minute") % {"value": value_bpm}
    return number, _("Quality: %(word)s (%(share)s of 1)") % shares


def coverage(codes: list[str | None]) -> str:
    """Of how many seconds there is a number, and why of the others there is none, most frequent first."""
    shown = sum(code is None for code in codes)
    text = _("A number in %(shown)s of %(all)s seconds.") % {"shown": shown, "all": len(codes)}
    reasons = Counter(code for code in codes if code)
    return "\n".join([text, *(_without(count, code) for code, count in reasons.most_common())])


def _without(count: int, code: str) -> str:
    text = ngettext(
        "%(count)s second without one: %(reason)s", "%(count)s seconds without one: %(reason)s", count
    )
    return text % {"count": count, "reason": advice_of(Withheld(code))}


def how(session: Session) -> list[Fact]:
    sources = {
        Session.Source.CAMERA: _("the camera of this device"),
        Session.Source.FILE: _("a recorded video"),
        Session.Source.SAMPLE: _("the sample portrait, not a person"),
    }
    seen = _("%(seen)s of %(sent)s pictures, %(fps)s a second")
    return [
        (_("Source"), sources[Session.Source(session.source)]),
        (_("Duration"), _("%(seconds).0f s") % {"seconds": session.duration_s}),
        (
            _("Pictures"),
            seen
            % {
                "seen": session.frames_processed,
                "sent": session.frames_received,
                "fps": number_format(session.fps, 1),
            },
        ),
        (_("Size of the pictures"), f"{session.width_px} × {session.height_px}"),
        (_("Pulse method"), session.method or "–"),
        (_("Network that finds the skin"), session.model or "–"),
    ]


def windows() -> str:
    return _(
        "The skin of the face is found in each picture. Its mean colour over time holds the pulse; the "
        "colour and the rise of the shoulders hold the breath. Each second, the heart rate is that of the "
        "last 10 s and the respiratory rate that of the last 30 s. Below a bar of quality there is no "
        "number, but a reason."
    )


def choices(given: Consent) -> list[Fact]:
    words = {True: _("yes"), False: _("no")}
    return [
        (_("Consent, version"), given.version),
        (_("Signals stored"), words[given.store_signals]),
        (_("Use for research"), words[given.research]),
    ]


def typed(row: Reference) -> Fact:
    names = {
        Reference.Kind.HEART_RATE: _("Heart rate"),
        Reference.Kind.RESPIRATORY_RATE: _("Respiratory rate"),
    }
    at = "" if row.t_s is None else _(" at %(t_s).0f s") % {"t_s": row.t_s}
    device = f", {row.device}" if row.device else ""
    return names[Reference.Kind(row.kind)], f"{number_format(f'{row.value_bpm:g}')} /min{at}{device}"
