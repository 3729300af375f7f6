"""participants.csv: who has a session in the selection, by pseudonym."""

from __future__ import annotations

from collections.abc import Iterator

from webapp.exports.selection import Selection
from webapp.exports.tables.table import Column, Row, Table


def _rows(selection: Selection) -> Iterator[Row]:
    for person in selection.participants():
        dates = (person.enrolled_at, person.joined_at, person.withdrawn_at)
        yield (
            person.pseudonym,
            person.group,
            person.skin_tone,
            *(at.isoformat() if at else None for at in dates),
        )


PARTICIPANTS = Table(
    "participants",
    "one line for each participant with a session in this export",
    (
        Column("participant", "", "pseudonym"),
        Column("group", "", "such as an arm of the study"),
        Column("skin_tone", "1 to 10", "Monk Skin Tone scale, where entered"),
        Column("enrolled_at", "UTC", "when the pseudonym was made"),
        Column("joined_at", "UTC", "when the invitation was used"),
        Column("withdrawn_at", "UTC", "when the person left the study; empty for who did not"),
    ),
    _rows,
)
