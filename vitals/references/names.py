"""What columns and channels are called, in English and in German."""

from __future__ import annotations

import re
from enum import StrEnum

from vitals.kind import Kind
from vitals.references.series import Source


class Column(StrEnum):
    """What a column or channel holds."""

    TIME = "time"
    HEART_RATE = Kind.HEART_RATE.value
    RESPIRATORY_RATE = Kind.RESPIRATORY_RATE.value
    PPG = "ppg"
    ECG = "ecg"
    BELT = "belt"

    @property
    def kind(self) -> Kind:
        """The rate that comes of it; TIME has none."""
        return Kind.RESPIRATORY_RATE if self in (Column.RESPIRATORY_RATE, Column.BELT) else Kind.HEART_RATE

    @property
    def source(self) -> Source:
        return _SOURCES.get(self, Source.DEVICE)

    @property
    def is_wave(self) -> bool:
        return self in _SOURCES


_SOURCES = {Column.PPG: Source.PPG, Column.ECG: Source.ECG, Column.BELT: Source.BELT}
_NAMES = {
    Column.TIME: "t t_s time time_s seconds sec s timestamp datetime date_time zeit zeit_s sekunden uhrzeit",
    Column.HEART_RATE: "heart_rate heartrate hr pulse pulse_rate pulserate pr bpm herzfrequenz hf puls "
    "pulsrate",
    Column.RESPIRATORY_RATE: "respiratory_rate respiration_rate resp_rate breathing_rate breath_rate rr br "
    "atemfrequenz af",
    Column.PPG: "ppg pleth plethysmogram plethysmography bvp spo2_wave pulse_wave pulswelle",
    Column.ECG: "ecg ekg ecg_i ecg_ii ecg_iii ekg_i ekg_ii ekg_iii ecg1 ecg2 ekg1 ekg2",
    Column.BELT: "belt resp respiration breath breathing thorax abdomen chest effort atmung atem atemgurt",
}
COLUMNS = {name: column for column, names in _NAMES.items() for name in names.split()}
_UNIT = re.compile(r"[\[(].*?[\])]")
_SUFFIX = re.compile(r"_(bpm|per_min|min|1_min|mv|uv|v|a_?u)$")


def column(name: str) -> Column | None:
    """What a column of that name holds; units in brackets and behind an underscore do not matter."""
    plain = re.sub(r"[^0-9a-zäöüß]+", "_", _UNIT.sub("", name).strip().lower()).strip("_")
    return COLUMNS.get(plain) or COLUMNS.get(_SUFFIX.sub("", plain))


def channel(label: str) -> Column | None:
    """The same for a label of an EDF file, which may have words around it: "ECG II", "Resp Thorax"."""
    if found := column(label):
        return found
    words = re.findall(r"[0-9a-zäöüß]+", label.lower())
    found_words = [column(word) for word in words if word not in ("rate", "t", "s", "time", "pulse")]
    return next((c for c in found_words if c is not None and c.is_wave), None)
