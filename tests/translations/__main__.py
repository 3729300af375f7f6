"""`python -m tests.translations`: bring locale/ up to date with the sources; then fill in what is empty."""

from __future__ import annotations

from tests.translations.catalog import PO, german, update

update()
for message in german():
    if message.id and not message.string:
        print(f"{PO.name}: no German for {message.id!r}")
