"""The secrets of an invitation. They are shown once; the database has keyed hashes of them."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from django.utils.crypto import salted_hmac

TOKEN_BYTES = 24
CODE_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no I, L, O and U, which are misread or make words."""
CODE_LENGTH = 12  # letters of 5 bits; with ten tries in ten minutes nobody guesses 60 bits
GROUP_LENGTH = 4
_MISREAD = str.maketrans({"I": "1", "L": "1", "O": "0", "-": None, " ": None})


@dataclass(frozen=True, slots=True)
class Secret:
    """The link's part and the code of one invitation, in the clear."""

    token: str
    code: str


def make() -> Secret:
    letters = "".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH))
    return Secret(secrets.token_urlsafe(TOKEN_BYTES), grouped(letters))


def grouped(code: str) -> str:
    """As it is printed: ABCD-EFGH-JKMN."""
    return "-".join(code[at : at + GROUP_LENGTH] for at in range(0, len(code), GROUP_LENGTH))


def normal(code: str) -> str:
    """As it is hashed, however it was typed in."""
    return code.strip().upper().translate(_MISREAD)


def hash_of_token(token: str) -> str:
    return salted_hmac("enrolment.token", token, algorithm="sha256").hexdigest()


def hash_of_code(code: str) -> str:
    return salted_hmac("enrolment.code", normal(code), algorithm="sha256").hexdigest()
