"""Text that people type in: any script, no control characters (PostgreSQL stores no NUL)."""

from __future__ import annotations

from unicodedata import category


def has_controls(text: str) -> bool:
    """Line breaks and tabs are controls too."""
    return any(category(letter) == "Cc" for letter in text)


def plain(text: str) -> str:
    """Without controls but for line breaks, and without blanks around it."""
    return "".join(letter for letter in text.strip() if letter == "\n" or not has_controls(letter))
