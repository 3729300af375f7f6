"""The examples of docs/library.md run as they stand and print what they say."""

import contextlib
import io
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BLOCKS = re.findall(r"```python\n(.*?)```", (ROOT / "docs" / "library.md").read_text(), re.DOTALL)
EXAMPLES = [block for block in BLOCKS if "print(" in block]


def test_there_are_examples():
    assert len(EXAMPLES) >= 4


@pytest.mark.parametrize("example", EXAMPLES, ids=[block.splitlines()[0] for block in EXAMPLES])
def test_an_example_prints_what_stands_beside_it(example, tmp_path, monkeypatch):
    """Each stands alone, so that a reader can take it alone."""
    portrait = (ROOT / "static" / "sample" / "portrait.jpg").read_bytes()
    (tmp_path / "portrait.jpg").write_bytes(portrait)
    monkeypatch.chdir(tmp_path)
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(example, "docs/library.md", "exec"), {})
    assert printed.getvalue().splitlines() == re.findall(r"print\(.*\)  # (.*)", example)
