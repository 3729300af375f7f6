"""A study -> the files of its archive, one after another: a large one can be sent while it is made."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from vitals.archive import names, session
from vitals.archive.content import ParticipantContent, SessionContent, StudyContent
from vitals.archive.tables import table
from vitals.version import VERSION

File = tuple[str, bytes]
"""Its path in the archive, and what is in it."""
KNOWN_COLUMNS = {
    "participant_id": "Label of the folder.",
    "pseudonym": "As the study knows the person.",
    "skin_tone": "Monk Skin Tone scale, 1 to 10, where it was entered.",
}
TEXT = """{name}

{description}

A study of FaSeNet Vitals, as an archive: each folder sub-*/ses-*/ holds one measurement. Rates are per
minute, times in seconds from the first frame. n/a in a table, and null in JSON, is a value that is not there;
a rate that was withheld has the reason beside it. docs/archive.md of FaSeNet Vitals describes every file.

Check:     sha256sum --check {manifest}
Evaluate:  python manage.py evaluate THIS_FOLDER

Not a medical device. Handle it as personal data: the pseudonyms stand for people.
"""


def files(
    study: StudyContent, participants: Sequence[ParticipantContent], sessions: Iterable[SessionContent]
) -> Iterator[File]:
    """Every file of the archive; the last is the manifest with the checksums of all others.

    Args:
        participants: All that have a session; more are welcome.
        sessions: In order of participant and start; each is let go before the next is asked for.
    """
    checksums = []
    for path, content in _files(study, participants, sessions):
        checksums.append(f"{hashlib.sha256(content).hexdigest()}  {path}\n")
        yield path, content
    yield names.MANIFEST, "".join(checksums).encode()


def _files(
    study: StudyContent, participants: Sequence[ParticipantContent], sessions: Iterable[SessionContent]
) -> Iterator[File]:
    labels = names.Labels()
    yield names.DESCRIPTION, session.encoded(_description(study))
    yield names.README, _readme(study)
    yield from _participants(participants, labels)
    for content in sessions:
        stem = labels.stem(content.compared.subject)
        for ending, data in session.written(content):
            yield f"{stem}_{ending}", data


def _description(study: StudyContent) -> dict[str, Any]:
    return {
        "Name": study.name,
        "Layout": names.LAYOUT,
        "LayoutVersion": names.LAYOUT_VERSION,
        "GeneratedBy": [{"Name": "FaSeNet Vitals", "Version": VERSION}],
        "Description": study.description,
        "Details": dict(study.details),
    }


def _readme(study: StudyContent) -> bytes:
    text = TEXT.format(name=study.name, description=study.description, manifest=names.MANIFEST)
    return text.replace("\n\n\n\n", "\n\n").encode()


def _participants(participants: Sequence[ParticipantContent], labels: names.Labels) -> Iterator[File]:
    more = list(dict.fromkeys(column for p in participants for column in p.details))
    lines = [
        (f"sub-{labels.subject(p.pseudonym)}", p.pseudonym, p.skin_tone, *(p.details.get(c) for c in more))
        for p in participants
    ]
    yield names.PARTICIPANTS, table((*KNOWN_COLUMNS, *more), lines)
    described = KNOWN_COLUMNS | dict.fromkeys(more, "As the study has entered it.")
    yield names.COLUMNS, session.encoded({c: {"Description": text} for c, text in described.items()})
