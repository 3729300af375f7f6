"""Names in an archive. Labels have letters and digits only, as in BIDS: every file system takes them."""

from __future__ import annotations

import hashlib
import re
from collections import Counter

DESCRIPTION, MANIFEST = "dataset_description.json", "manifest-sha256.txt"
PARTICIPANTS, COLUMNS, README = "participants.tsv", "participants.json", "README"
LAYOUT, LAYOUT_VERSION = "FaSeNet Vitals study archive", 1
MAX_LABEL = 32  # letters
TRACE, ESTIMATES, REFERENCES, SESSION = "trace.npz", "estimates.tsv", "references.tsv", "session.json"
ENDINGS = (SESSION, ESTIMATES, REFERENCES, TRACE)


class Labels:
    """Gives pseudonyms their labels, and sessions their numbers, in the order in which they are met."""

    def __init__(self) -> None:
        self._of: dict[str, str] = {}
        self._taken: set[str] = {""}
        self._sessions: Counter[str] = Counter()

    def subject(self, pseudonym: str) -> str:
        """The same for the same pseudonym; two never share one, whether or not capitals count."""
        if pseudonym not in self._of:
            plain = re.sub(r"[^0-9A-Za-z]", "", pseudonym)[:MAX_LABEL]
            digest = hashlib.sha256(pseudonym.encode()).hexdigest()
            candidates = (plain, plain + digest[:8], digest)
            label = next(one for one in candidates if one.casefold() not in self._taken)
            self._of[pseudonym] = label
            self._taken.add(label.casefold())
        return self._of[pseudonym]

    def stem(self, pseudonym: str) -> str:
        """Path of the next session of that participant, to which a file's own ending is added."""
        subject = self.subject(pseudonym)
        self._sessions[subject] += 1
        session = f"ses-{self._sessions[subject]:02d}"
        return f"sub-{subject}/{session}/sub-{subject}_{session}"
