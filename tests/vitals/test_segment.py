"""`python -m vitals.segment`: the contract of its masks, and bad input."""

from pathlib import Path

import cv2
import numpy as np
import pytest
from skimage import data

from tests.vitals.segmentation.painted import nobody, paint, read_painting
from vitals.segment import main, segment
from vitals.types import Image


def picture_file(path: Path, rgb: Image) -> Path:
    cv2.imwrite(str(path), cv2.cvtColor(rgb, cv2.COLOR_RGB2BGR))
    return path


def mask_of(path: Path) -> Image:
    mask = cv2.imread(str(path), cv2.IMREAD_UNCHANGED)
    assert mask is not None and mask.dtype == np.uint8 and mask.ndim == 2
    return np.asarray(mask)


def test_a_painted_face_is_segmented_as_it_was_painted() -> None:
    painted = paint(nobody(640, 480), 300, 200, 180)
    truth = painted[..., 0] // 20
    ids = segment(painted, read_painting)
    assert ids.shape == truth.shape
    for label in (1, 2, 4, 5):
        both, either = (ids == label) & (truth == label), (ids == label) | (truth == label)
        assert both.sum() / either.sum() > 0.85


def test_a_small_face_is_looked_at_from_near() -> None:
    painted = paint(nobody(640, 480), 500, 120, 70)
    truth = painted[..., 0] // 20
    ids = segment(painted, read_painting)
    assert ((ids == 2) & (truth == 2)).sum() / ((ids == 2) | (truth == 2)).sum() > 0.75


def test_all_faces_of_a_picture_are_in_its_mask() -> None:
    painted = paint(paint(nobody(640, 480), 150, 200, 180), 480, 240, 120)
    ids = segment(painted, read_painting)
    assert ids[270, 150] and ids[270, 480]


def test_a_picture_without_a_face_is_all_zero() -> None:
    assert not segment(nobody(), read_painting).any()


def test_the_mask_has_the_size_of_the_picture_and_ids_of_the_contract(tmp_path: Path) -> None:
    image = picture_file(tmp_path / "a.png", data.astronaut()[:300])
    assert main([str(image), "--out", str(tmp_path / "mask.png")]) == 0
    mask = mask_of(tmp_path / "mask.png")
    assert mask.shape == (300, 512)
    assert mask.max() <= 11
    assert mask[160, 250] == 1 and mask[122, 224] == 4 and mask[40, 225] == 6 and mask[20, 400] == 0


def test_several_pictures_stand_each_alone(tmp_path: Path) -> None:
    images = [
        str(picture_file(tmp_path / "face.png", data.astronaut())),
        str(picture_file(tmp_path / "cup.jpg", data.coffee())),
    ]
    out = tmp_path / "masks"
    assert main([*images, "--out-dir", str(out)]) == 0
    alone = tmp_path / "alone.png"
    assert main([images[0], "--out", str(alone)]) == 0
    assert np.array_equal(mask_of(out / "face.png"), mask_of(alone))
    assert not mask_of(out / "cup.png").any()


def test_a_grey_picture_is_read_too(tmp_path: Path) -> None:
    cv2.imwrite(str(tmp_path / "grey.png"), data.camera())
    assert main([str(tmp_path / "grey.png"), "--out", str(tmp_path / "m.png")]) == 0
    assert mask_of(tmp_path / "m.png").shape == (512, 512)


@pytest.mark.parametrize("content", [None, b"", b"no picture"])
def test_a_picture_that_cannot_be_read_is_one_line_and_exit_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes | None
) -> None:
    if content is not None:
        (tmp_path / "x.jpg").write_bytes(content)
    assert main([str(tmp_path / "x.jpg"), "--out", str(tmp_path / "m.png")]) == 2
    told = capsys.readouterr().err
    assert "x.jpg" in told and told.count("\n") == 1
    assert not (tmp_path / "m.png").exists()


def test_a_mask_that_cannot_be_written_is_exit_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    image = picture_file(tmp_path / "cup.png", data.coffee())
    assert main([str(image), "--out", str(tmp_path / "no" / "folder" / "m.png")]) == 2
    assert "cannot be written" in capsys.readouterr().err


def test_one_out_for_several_pictures_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SystemExit) as refused:
        main(["a.png", "b.png", "--out", str(tmp_path / "m.png")])
    assert refused.value.code == 2


@pytest.mark.parametrize("name", ["m.jpg", "m.xyz", "m"])
def test_a_mask_is_a_png_and_nothing_else(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    with pytest.raises(SystemExit) as refused:
        main(["a.png", "--out", str(tmp_path / name)])
    assert refused.value.code == 2
    assert f"{name} is no .png" in capsys.readouterr().err


def test_two_pictures_for_one_mask_are_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as refused:
        main(["a.png", "b.png", "other/a.jpg", "--out-dir", str(tmp_path)])
    assert refused.value.code == 2
    assert "2 images would become a.png" in capsys.readouterr().err


def test_a_broken_picture_does_not_keep_the_others_from_their_masks(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "broken.png").write_bytes(b"no picture")
    cup = picture_file(tmp_path / "cup.png", data.coffee())
    out = tmp_path / "masks"
    assert main([str(tmp_path / "broken.png"), str(cup), "--out-dir", str(out)]) == 2
    assert "broken.png is no picture" in capsys.readouterr().err
    assert [mask.name for mask in out.iterdir()] == ["cup.png"]


def test_a_mask_never_replaces_a_picture(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    cup = picture_file(tmp_path / "cup.png", data.coffee())
    before = cup.read_bytes()
    with pytest.raises(SystemExit) as refused:
        main([str(cup), "--out-dir", str(tmp_path)])
    assert refused.value.code == 2
    assert "the mask would replace" in capsys.readouterr().err
    assert cup.read_bytes() == before
