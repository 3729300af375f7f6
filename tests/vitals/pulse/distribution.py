"""A made-up distribution with pulse methods, as an installer would leave it in a folder."""

from __future__ import annotations

from pathlib import Path

from vitals.pulse.plugins import GROUP


def install(folder: Path, name: str, code: str, methods: dict[str, str]) -> None:
    """`code` becomes the module `name`; `methods` are entry points, name -> "module:attribute"."""
    info = folder / f"{name}-1.2.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.2\n")
    lines = [f"{method} = {target}\n" for method, target in methods.items()]
    (info / "entry_points.txt").write_text(f"[{GROUP}]\n{''.join(lines)}")
    (folder / f"{name}.py").write_text(code)
