"""JSON bodies of requests, read into models."""

from __future__ import annotations

from typing import TypeVar

from pydantic import BaseModel, ValidationError

from webapp.measure.refusal import Refusal

M = TypeVar("M", bound=BaseModel)


def read(model: type[M], body: bytes) -> M:
    """Raises Refusal (400) that names the first fault and its place."""
    try:
        return model.model_validate_json(body)
    except ValidationError as error:
        place, fault = first_fault(error)
        raise Refusal(400, "bad_request", f"{place}: {fault}") from error


def first_fault(error: ValidationError) -> tuple[str, str]:
    """Where it is, and what is wrong there; without the value, which is the person's."""
    first = error.errors(include_url=False, include_context=False, include_input=False)[0]
    return ".".join(str(part) for part in first["loc"]) or "body", first["msg"]
