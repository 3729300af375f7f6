"""Which layout a folder has, and what is said when that cannot be told."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.vitals.evaluation.datasets import made_up
from tests.vitals.evaluation.datasets.test_layouts_of_public_sets import (
    bp4d,
    cohface,
    mahnob,
    ubfc_rppg_1,
    ubfc_rppg_2,
)
from vitals.errors import DatasetError
from vitals.evaluation.datasets import LAYOUTS, Pictures, open_dataset


def refused(folder: Path, layout: str | None = None) -> str:
    with pytest.raises(DatasetError) as error:
        open_dataset(folder, layout)
    assert "\n" not in str(error.value)
    return str(error.value)


def test_an_empty_folder_has_no_records(tmp_path: Path) -> None:
    assert "holds no record of a known layout" in refused(tmp_path)


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    assert "is no folder" in refused(tmp_path / "nowhere")


def test_an_unknown_layout_names_the_known_ones(tmp_path: Path) -> None:
    assert all(name in refused(tmp_path, "magic") for name in LAYOUTS)


def test_two_layouts_in_one_folder_ask_for_a_choice(tmp_path: Path) -> None:
    ubfc_rppg_1(tmp_path)
    ubfc_rppg_2(tmp_path)
    assert "--layout" in refused(tmp_path)
    assert open_dataset(tmp_path, "ubfc-rppg-2").title == "UBFC-rPPG 2"


def test_a_layout_that_does_not_fit_is_told(tmp_path: Path) -> None:
    ubfc_rppg_2(tmp_path)
    assert "no record of PURE" in refused(tmp_path, "pure")


def test_two_copies_of_a_record_are_told(tmp_path: Path) -> None:
    ubfc_rppg_2(tmp_path / "one")
    ubfc_rppg_2(tmp_path / "two")
    assert "more than once" in refused(tmp_path)


def test_records_come_in_the_order_that_people_count_in(tmp_path: Path) -> None:
    for name in ("s10_T1", "s2_T1", "s1_T1"):
        made_up.column(tmp_path / name / f"bvp_{name}.csv", made_up.wave(72, 64, 20))
        (tmp_path / name / f"vid_{name}.avi").write_bytes(b"")
    assert [r.subject for r in open_dataset(tmp_path).records] == ["s1", "s2", "s10"]


@pytest.mark.parametrize(("make", "module"), [(cohface, "h5py"), (mahnob, "pyedflib")])
def test_a_missing_reader_names_the_command_that_installs_it(
    make: object, module: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(tmp_path)  # type: ignore[operator]
    [record] = open_dataset(tmp_path).records
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(DatasetError, match=f"{module}.*pip install -r requirements-datasets.txt"):
        record.truth()


def test_a_cut_truth_names_its_file(tmp_path: Path) -> None:
    ubfc_rppg_2(tmp_path)
    path = tmp_path / "DATASET_2" / "subject1" / "ground_truth.txt"
    path.write_text("1 2 3\n4 5\n")
    [record] = open_dataset(tmp_path).records
    with pytest.raises(DatasetError, match=r"ground_truth\.txt"):
        record.truth()


def test_a_damaged_zip_is_a_record_that_tells_what_is_wrong(tmp_path: Path) -> None:
    bp4d(tmp_path)
    packed = tmp_path / "2D+3D" / "F001.zip"
    packed.write_bytes(packed.read_bytes()[:1000])
    [record] = open_dataset(tmp_path).records
    assert isinstance(record.source, Pictures)
    with pytest.raises(DatasetError, match=r"F001\.zip is damaged"):
        list(record.source.frames())


def test_a_trace_that_is_no_json_is_a_record_that_tells_what_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "anna_rest.json").write_text("{")
    [record] = open_dataset(tmp_path).records
    with pytest.raises(DatasetError, match=r"anna_rest\.json"):
        record.truth()
