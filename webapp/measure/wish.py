"""The body of `POST /sessions/`, read and checked."""

from __future__ import annotations

from typing import Annotated, Literal, TypeVar

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from webapp.measure import consent
from webapp.measure.body import first_fault
from webapp.measure.refusal import Refusal

Side = Annotated[int, Field(ge=1, le=8192)]
W = TypeVar("W", bound="Wish")


def _language_of_request() -> str:
    return get_language() or settings.LANGUAGE_CODE


class Wish(BaseModel):
    """What a person asks to be measured, as docs/protocol.md has it."""

    model_config = ConfigDict(strict=True, extra="forbid")

    consent: str
    language: str = Field(default_factory=_language_of_request)
    """In which the consent was shown; that of the request where the page does not say."""
    store_signals: bool = False
    research: bool = False
    source: Literal["camera", "sample", "file"] = "camera"
    mode: Literal["standard", "high", "eco"] = "standard"
    size: tuple[Side, Side] = (320, 240)
    """Width and height of the frames in pixels."""

    @field_validator("language")
    @classmethod
    def _is_spoken_here(cls, language: str) -> str:
        spoken = dict(settings.LANGUAGES)
        if language not in spoken:
            raise ValueError(f"{language[:10]!r} is not spoken here: send one of {', '.join(spoken)}")
        return language


def parse(body: bytes) -> Wish:
    """Raises Refusal where the body is malformed, or the consent is missing or not the current one."""
    return parse_as(Wish, body)


def parse_as(model: type[W], body: bytes) -> W:
    """The same for a wish that says more."""
    try:
        wish = model.model_validate_json(body)
    except ValidationError as error:
        raise _refusal(error) from error
    if wish.consent != consent.CURRENT.version:
        text = _("The consent has changed: reload the page and read it again.")
        raise Refusal(400, "consent_outdated", text)
    return wish


def _refusal(error: ValidationError) -> Refusal:
    place, fault = first_fault(error)
    if place == "consent":
        return Refusal(400, "consent_missing", _("Agree to the consent before you start."))
    return Refusal(400, "bad_request", f"{place}: {fault}")
