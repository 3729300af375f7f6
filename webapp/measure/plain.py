"""Text of people and of their files: any script, nothing that cannot be stored.

Left out: control characters (PostgreSQL stores no NUL) and halves of letters (JSON has them, UTF-8 has not).
"""

from __future__ import annotations

from unicodedata import category

UNSTORABLE = ("Cc", "Cs")


def has_controls(text: str) -> bool:
    """Line breaks and tabs are controls too."""
    return any(category(letter) in UNSTORABLE for letter in text)


def plain(text: str) -> str:
    """Without controls but for line breaks, and without blanks around it."""
    return "".join(letter for letter in text.strip() if letter == "\n" or not has_controls(letter))
