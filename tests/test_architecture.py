"""The house rules that a program can check: who imports whom, and how long things are."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
HOUSES = ("vitals", "models", "webapp")
MAX_FILE_LINES = 400
MAX_FUNCTION_LINES = 60
MAX_CONSUMER_LINES = 100


def sources(*houses: str) -> list[Path]:
    """Python files of these folders, migrations left out: they are generated."""
    return [
        path
        for house in houses
        for path in sorted((ROOT / house).rglob("*.py"))
        if "migrations" not in path.parts
    ]


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


@pytest.mark.parametrize(
    ("house", "forbidden"),
    [
        ("vitals", {"django", "torch", "webapp", "models"}),
        ("models", {"django", "webapp"}),
        ("webapp", {"torch", "models"}),
    ],
)
def test_dependencies_point_one_way(house: str, forbidden: set[str]) -> None:
    wrong = [
        f"{path.relative_to(ROOT)} imports {name}"
        for path in sources(house)
        for name in imports(path)
        if name.split(".")[0] in forbidden
    ]
    assert wrong == []


def test_vitals_loads_neither_django_nor_pytorch() -> None:
    program = (
        "import importlib, pkgutil, sys, vitals\n"
        "for module in pkgutil.walk_packages(vitals.__path__, 'vitals.'):\n"
        "    if not module.name.endswith('__main__'): importlib.import_module(module.name)\n"
        "print(sorted({'django', 'torch'} & set(sys.modules)))"
    )
    answer = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert answer.stdout.strip() == "[]"


def test_the_web_server_loads_no_numerical_library_that_it_does_not_need() -> None:
    program = (
        "import sys, webapp.asgi\n"
        "print(sorted({'scipy', 'onnxruntime', 'cv2', 'av', 'torch'} & set(sys.modules)))"
    )
    answer = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert answer.stdout.strip() == "[]"


def test_no_file_is_too_long() -> None:
    lengths = {str(path.relative_to(ROOT)): len(path.read_text().splitlines()) for path in sources(*HOUSES)}
    assert {path: lines for path, lines in lengths.items() if lines > MAX_FILE_LINES} == {}


def test_no_function_is_too_long() -> None:
    long = [
        f"{path.relative_to(ROOT)}:{node.lineno} {node.name}"
        for path in sources(*HOUSES)
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or node.lineno) - node.lineno >= MAX_FUNCTION_LINES
    ]
    assert long == []


def test_the_consumer_stays_small() -> None:
    assert len((ROOT / "webapp/live/consumer.py").read_text().splitlines()) <= MAX_CONSUMER_LINES


def test_every_lua_script_is_used() -> None:
    scripts = {path.stem for path in (ROOT / "webapp/live/lua").glob("*.lua")} - {"common"}
    code = "".join(path.read_text() for path in sources("webapp"))
    assert {name for name in scripts if f'"{name}"' not in code} == set()
