"""What programs are told about the API, and that it is closed."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.test import Client

from webapp.api.schemas.filter import SessionFilter
from webapp.exports.formats import FORMATS
from webapp.review.sessions.search import Search

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("workers")]
METHODS = ("get", "post", "put", "patch", "delete")
EXAMPLES = {"{pk}": uuid.uuid4(), "{study}": 1, "{job}": uuid.uuid4(), "{format}": "csv"}


def schema() -> dict[str, Any]:
    found: dict[str, Any] = Client().get("/api/openapi.json").json()
    return found


def paths() -> list[str]:
    found = list(schema()["paths"])
    for name, example in EXAMPLES.items():
        found = [path.replace(name, str(example)) for path in found]
    return found


def operations() -> dict[str, dict[str, Any]]:
    return {
        f"{method} {path}": operation
        for path, methods in schema()["paths"].items()
        for method, operation in methods.items()
    }


def test_paths_are_absolute() -> None:
    assert schema()["paths"] and all(path.startswith("/api/") for path in schema()["paths"])


def test_every_part_of_a_path_has_an_example_here() -> None:
    assert [path for path in paths() if "{" in path] == []


def test_every_operation_has_a_summary_and_a_description() -> None:
    missing = [
        name for name, told in operations().items() if not (told.get("summary") and told.get("description"))
    ]
    assert missing == []


def test_every_answer_has_a_type_but_files_and_nothing() -> None:
    untyped = [
        name
        for name, told in operations().items()
        if not any("content" in answer for answer in told["responses"].values())
    ]
    assert untyped == [
        "delete /api/sessions/{pk}/",
        "get /api/studies/{study}/exports/{format}/",
    ]


def test_names_of_operations_are_unique() -> None:
    names = [told["operationId"] for told in operations().values()]
    assert len(names) == len(set(names))


def test_there_is_documentation_that_loads_nothing_from_elsewhere(client: Client) -> None:
    page = client.get("/api/docs").content.decode()
    assert "swagger-ui" in page and "//cdn" not in page


@pytest.mark.parametrize("method", METHODS)
def test_without_credentials_every_path_is_closed(client: Client, method: str) -> None:
    for path in paths():
        assert getattr(client, method)(path).status_code in (401, 403, 404, 405), path


def test_the_filter_has_the_fields_of_the_search() -> None:
    assert {*SessionFilter.model_fields, "sort"} == set(Search.base_fields)


def test_every_format_is_named() -> None:
    (told,) = [
        parameter
        for parameter in operations()["get /api/studies/{study}/exports/{format}/"]["parameters"]
        if parameter["name"] == "format"
    ]
    assert all(name in told["description"] for name in FORMATS)
