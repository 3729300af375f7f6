"""A study as files, and back."""

from __future__ import annotations

import hashlib
import io
import json
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from tests.vitals.archive import made_up
from vitals import archive
from vitals.archive import names
from vitals.archive.names import MANIFEST
from vitals.archive.tables import table
from vitals.errors import ArchiveError
from vitals.review.stretches import from_zero

FIRST = "sub-P01/ses-01/sub-P01_ses-01"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_up.unpacked(tmp_path_factory.mktemp("archive"))


def refusal(folder: Path) -> str:
    with pytest.raises(ArchiveError) as caught:
        for session in archive.open_archive(folder).sessions:
            session.trace()
    assert "\n" not in str(caught.value)
    return str(caught.value)


def with_manifest(changes: dict[str, bytes]) -> dict[str, bytes]:
    """Changed files with checksums that fit: what somebody would send who knows the format."""
    contents = dict(made_up.files()) | changes
    del contents[MANIFEST]
    lines = [f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in contents.items()]
    return {**changes, MANIFEST: "".join(lines).encode()}


def test_the_files_lie_as_the_layout_says(folder: Path) -> None:
    names = [name for name, _ in made_up.files()]
    assert names[:4] == ["dataset_description.json", "README", "participants.tsv", "participants.json"]
    endings = ("session.json", "estimates.tsv", "references.tsv", "trace.npz")
    assert names[4:8] == [f"{FIRST}_{ending}" for ending in endings]
    assert names[-1] == MANIFEST


def test_pseudonyms_that_look_alike_have_folders_of_their_own(folder: Path) -> None:
    labels = {path.name.casefold() for path in folder.glob("sub-*")}
    assert len(labels) == 4
    assert all(label.removeprefix("sub-").isalnum() and label.isascii() for label in labels)


def test_the_manifest_is_what_sha256sum_checks(folder: Path) -> None:
    done = subprocess.run(["sha256sum", "--check", "--quiet", MANIFEST], cwd=folder, capture_output=True)
    assert done.returncode == 0, done.stdout


def test_what_is_read_is_exactly_what_was_written(folder: Path) -> None:
    found = archive.open_archive(folder)
    assert found.name == made_up.STUDY.name
    written = {s.compared.session: s for s in made_up.sessions()}
    for session in found.sessions:
        before = written[session.compared.session].compared
        without_device = [replace(r, device="") for r in session.compared.references]
        assert replace(session.compared, references=without_device) == replace(
            before, references=[replace(r, device="") for r in before.references]
        )


def test_the_signals_come_back_with_every_digit(folder: Path) -> None:
    found = {s.compared.subject: s for s in archive.open_archive(folder).sessions}
    for pseudonym, heart_bpm in made_up.HEARTS_BPM.items():
        expected = from_zero(made_up.signals(heart_bpm)).rows()
        assert np.array_equal(found[pseudonym].trace().rows(), expected, equal_nan=True)


def test_no_cell_is_taken_for_a_formula(folder: Path) -> None:
    for path in folder.rglob("*.tsv"):
        cells = [cell for line in path.read_text(encoding="utf-8").splitlines() for cell in line.split("\t")]
        assert not [cell for cell in cells if cell.startswith(("=", "+", "@"))]


def test_a_cell_stays_one_cell_whatever_is_in_it() -> None:
    assert table(["a"], [["x\ty\nz"], [None], [-1.5]]) == b"a\nx y z\nn/a\n-1.5\n"


def test_sessions_are_asked_for_one_after_another() -> None:
    asked = []

    def lazily() -> Iterator[archive.SessionContent]:
        for pseudonym in made_up.HEARTS_BPM:
            asked.append(pseudonym)
            yield made_up.session(pseudonym)

    written = archive.files(made_up.STUDY, made_up.participants(), lazily())
    for name, _ in written:
        if name == FIRST + "_session.json":
            break
    assert asked == ["P-01"]


def test_repeats_of_a_participant_are_numbered() -> None:
    one = made_up.session("P-01")
    names = [name for name, _ in archive.files(made_up.STUDY, made_up.participants(), [one, one])]
    assert "sub-P01/ses-02/sub-P01_ses-02_session.json" in names


def test_a_session_without_signals_or_references_has_no_such_file() -> None:
    bare = replace(made_up.session("P-01"), trace=None)
    bare = replace(bare, compared=replace(bare.compared, references=[]))
    names = [name for name, _ in archive.files(made_up.STUDY, made_up.participants(), [bare])]
    own = [name for name in names if name.startswith("sub-")]
    assert own == [FIRST + "_session.json", FIRST + "_estimates.tsv"]


@pytest.mark.parametrize("ending", ["session.json", "estimates.tsv", "references.tsv", "trace.npz"])
def test_a_changed_file_is_told_by_its_name(tmp_path: Path, ending: str) -> None:
    content = dict(made_up.files())[f"{FIRST}_{ending}"]
    damaged = content[:-20] + bytes([content[-20] ^ 1]) + content[-19:]
    told = refusal(made_up.unpacked(tmp_path, {f"{FIRST}_{ending}": damaged}))
    assert told == f"{FIRST}_{ending} is not what was exported: its checksum is another one"


def test_a_missing_file_is_told_by_its_name(tmp_path: Path) -> None:
    made_up.unpacked(tmp_path)
    (tmp_path / f"{FIRST}_trace.npz").unlink()
    assert refusal(tmp_path).startswith(f"{FIRST}_trace.npz cannot be read (No such file")


def test_an_archive_without_a_manifest_is_refused(tmp_path: Path) -> None:
    made_up.unpacked(tmp_path)
    (tmp_path / MANIFEST).unlink()
    assert refusal(tmp_path).startswith(f"{MANIFEST} cannot be read")


@pytest.mark.parametrize(
    "name", ["../outside", "/etc/passwd", "sub-P01/../../outside", "C:\\x", "a\\b", "a//b", "./a", "a\u202eb"]
)
def test_a_name_that_leads_elsewhere_is_refused(tmp_path: Path, name: str) -> None:
    manifest = dict(made_up.files())[MANIFEST] + f"{'0' * 64}  {name}\n".encode()
    assert "is no name of an archive" in refusal(made_up.unpacked(tmp_path, {MANIFEST: manifest}))


def test_a_link_out_of_the_archive_is_not_followed(tmp_path: Path) -> None:
    inside = made_up.unpacked(tmp_path / "archive")
    path = inside / f"{FIRST}_trace.npz"
    path.rename(tmp_path / "elsewhere.npz")
    path.symlink_to(tmp_path / "elsewhere.npz")
    assert refusal(inside) == f"{FIRST}_trace.npz leads out of the archive: export it again"


def test_a_folder_that_links_out_is_not_followed(tmp_path: Path) -> None:
    inside = made_up.unpacked(tmp_path / "archive")
    (inside / "sub-P01").rename(tmp_path / "elsewhere")
    (inside / "sub-P01").symlink_to(tmp_path / "elsewhere")
    assert "leads out of the archive" in refusal(inside)


def test_a_trace_that_is_a_bomb_or_holds_objects_is_refused(tmp_path: Path) -> None:
    file = io.BytesIO()
    np.savez_compressed(file, rows=np.array([object()], dtype=object))
    told = refusal(made_up.unpacked(tmp_path, with_manifest({f"{FIRST}_trace.npz": file.getvalue()})))
    assert told.startswith(f"{FIRST}_trace.npz holds no signals (Object arrays cannot be loaded")


def test_a_trace_that_unpacks_to_far_more_is_refused_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("vitals.archive.signals.MAX_BYTES", 1000)
    assert "it unpacks to" in refusal(made_up.unpacked(tmp_path))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b'"duration_s": ', b'"duration_s": "x", "was": '),
        (b'"participant"', b'"person"'),
        (b'"withheld": null', b'"withheld": "no_such_reason"'),
        (b'"value": 6', b'"value": -6'),
        (b'"excluded_spans_s": []', b'"excluded_spans_s": [[1]]'),
    ],
)
def test_a_summary_that_is_none_is_refused(tmp_path: Path, before: bytes, after: bytes) -> None:
    content = dict(made_up.files())[f"{FIRST}_session.json"]
    assert before in content
    changed = with_manifest({f"{FIRST}_session.json": content.replace(before, after)})
    told = refusal(made_up.unpacked(tmp_path, changed))
    assert told.startswith(f"{FIRST}_session.json is not as it was written")


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"t_s\n1.0\n", "lacks the column 'heart_rate'"),
        (b"\xff\xfe", "is no UTF-8"),
    ],
)
def test_a_table_that_is_none_is_refused(tmp_path: Path, content: bytes, told: str) -> None:
    changed = with_manifest({f"{FIRST}_estimates.tsv": content})
    assert told in refusal(made_up.unpacked(tmp_path, changed))


def test_a_number_that_is_not_finite_is_refused(tmp_path: Path) -> None:
    content = dict(made_up.files())[f"{FIRST}_references.tsv"]
    content = content.replace(b"heart_rate\t1.0\t", b"heart_rate\tinf\t")
    changed = with_manifest({f"{FIRST}_references.tsv": content})
    assert "t_s is 'inf'" in refusal(made_up.unpacked(tmp_path, changed))


def test_a_newer_layout_is_refused(tmp_path: Path) -> None:
    description = json.loads(dict(made_up.files())["dataset_description.json"]) | {"LayoutVersion": 2}
    changed = with_manifest({"dataset_description.json": json.dumps(description).encode()})
    assert refusal(made_up.unpacked(tmp_path, changed)) == "the archive has layout 2: this version reads 1"


def test_another_folder_is_no_archive(tmp_path: Path) -> None:
    (tmp_path / "dataset_description.json").write_text('{"Name": "BIDS", "BIDSVersion": "1.8.0"}')
    assert not archive.is_archive(tmp_path)
    assert "is no study archive" in refusal(tmp_path)


def test_a_span_that_is_open_at_its_end_goes_on_to_the_sessions(tmp_path: Path) -> None:
    one = made_up.session("P-01")
    one = replace(one, compared=replace(one.compared, excluded_spans=((5.0, float("inf")),)))
    for name, content in archive.files(made_up.STUDY, made_up.participants(), [one]):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    (found,) = archive.open_archive(tmp_path).sessions
    assert found.compared.excluded_spans == ((5.0, one.compared.duration_s + 1),)


def test_a_pseudonym_that_looks_like_anothers_label_has_its_own() -> None:
    labels = names.Labels()
    second = [labels.subject(p) for p in ("P1", "p-1")][1]
    found = [*map(labels.subject, ("P1", "p-1", second, second.upper(), "", "-", "x" * 500, "x" * 501))]
    assert len({label.casefold() for label in found}) == len(found)


def test_thousands_of_people_have_their_labels_at_once() -> None:
    labels = names.Labels()
    assert len({labels.subject(f"P {i}") for i in range(20_000)}) == 20_000
