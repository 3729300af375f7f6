"""Everything that is said to people can be said in German."""

from __future__ import annotations

from babel.messages.catalog import Message

from tests.translations.catalog import MO, compiled, german, sources

TOLD = "run python -m tests.translations, and fill in the German"


def texts(message: Message) -> tuple[str, ...]:
    return message.string if isinstance(message.string, tuple) else (message.string,)


def test_every_string_has_its_german() -> None:
    known = german()
    missing = [
        message.id
        for message in sources()
        if message.id and not ((found := known.get(message.id)) and all(texts(found)))
    ]
    assert missing == [], TOLD


def test_nothing_is_a_guess() -> None:
    assert [message.id for message in german() if message.id and message.fuzzy] == []


def test_every_placeholder_is_in_the_german() -> None:
    wrong = {message.id: list(message.check(german())) for message in german() if message.id}
    assert {key: [str(error) for error in errors] for key, errors in wrong.items() if errors} == {}


def test_the_compiled_file_is_that_of_the_text() -> None:
    assert MO.read_bytes() == compiled(), TOLD
