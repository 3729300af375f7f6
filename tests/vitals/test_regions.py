"""Masks to colours, on painted faces over pictures of known colour."""

import numpy as np
import pytest

from tests.vitals.segmentation.painted import nobody, paint, read_painting
from vitals import regions
from vitals.segmentation.faces import Face, find_faces
from vitals.segmentation.fasenet import Square
from vitals.steady import Steady
from vitals.types import REGIONS, Image

CENTRE, HEIGHT = (160, 120), 120.0
SKIN = (180, 120, 90)


def painted_face(centre: tuple[float, float] = CENTRE, height: float = HEIGHT) -> Face:
    square = Square.around(*centre, height / 0.6)
    (face,) = find_faces(read_painting([paint(nobody(), *centre, height)], [square])[0], square)
    return face


def picture(colour: tuple[int, int, int] = SKIN) -> Image:
    return np.full((240, 320, 3), colour, np.uint8)


def measured(rgb: Image, face: Face | None = None) -> regions.Colours:
    return regions.measure(rgb, Steady.of(rgb, face or painted_face()))


def test_one_colour_is_that_colour_everywhere() -> None:
    assert measured(picture()).rgb == pytest.approx(np.tile(SKIN, (len(REGIONS), 1)), abs=1e-3)


def test_the_area_is_that_of_the_visible_skin() -> None:
    ellipse = np.pi / 4 * 0.78 * HEIGHT**2
    features = np.pi / 4 * HEIGHT**2 * (2 * 0.2 * 0.05 + 2 * 0.16 * 0.08 + 0.3 * 0.1)
    assert measured(picture()).area_px[0] == pytest.approx(ellipse - features, rel=0.03)


def test_what_is_beside_the_face_hardly_counts() -> None:
    rgb = picture((0, 240, 0))
    x, y = np.meshgrid(np.arange(320) - CENTRE[0], np.arange(240) - CENTRE[1])
    rgb[(x / 0.39) ** 2 + (y / 0.5) ** 2 < HEIGHT**2] = SKIN
    assert measured(rgb).rgb[0] == pytest.approx(SKIN, abs=8)


@pytest.mark.parametrize(
    ("region", "x", "y"),
    [("forehead", 0, -0.33), ("left_cheek", -0.22, 0.12), ("right_cheek", 0.22, 0.12), ("nose", 0, 0.06)],
)
def test_each_patch_is_in_its_place(region: str, x: float, y: float) -> None:
    """Only around its place the skin is red: the patch sees more of it than all others do."""
    rgb = picture((0, 100, 100))
    row, column = round(CENTRE[1] + y * HEIGHT), round(CENTRE[0] + x * HEIGHT)
    rgb[row - 7 : row + 8, column - 7 : column + 8, 0] = 200
    red = measured(rgb).rgb[:, 0]
    assert REGIONS[int(np.argmax(red))] == region


def test_patches_move_with_the_face_to_a_fraction_of_a_pixel() -> None:
    ramp = np.zeros((240, 320, 3), np.uint8)
    ramp[..., 0] = np.minimum(np.arange(320), 255)
    ramp[..., 1] = 100
    here, there = (measured(ramp, painted_face((120 + dx, 120))).rgb[:, 0] for dx in (0, 8))
    assert there - here == pytest.approx(8, abs=0.35)


def test_clipped_places_are_left_out_but_for_their_edge_and_told() -> None:
    rgb = picture()
    rgb[:, 160:] = 255
    colours = measured(rgb)
    assert colours.rgb[0] == pytest.approx(SKIN, abs=2.5)
    assert colours.clipped_share == pytest.approx(0.5, abs=0.03)


def test_black_pixels_are_clipped_too() -> None:
    assert measured(picture((5, 3, 2))).clipped_share == 1


def test_a_region_without_pixels_has_no_colour() -> None:
    rgb = picture()
    rgb[:, :160] = 255
    colours = measured(rgb)
    left = REGIONS.index("left_cheek")
    assert np.isnan(colours.rgb[left]).all() and colours.area_px[left] == 0
    assert colours.rgb[REGIONS.index("right_cheek")] == pytest.approx(SKIN, abs=1e-3)


def test_a_face_over_the_border_is_measured_as_far_as_it_is_seen() -> None:
    colours = measured(picture(), painted_face((20, 120)))
    assert colours.rgb[0] == pytest.approx(SKIN, abs=1e-3)


def test_a_mask_edge_between_pixels_shifts_the_mean_smoothly() -> None:
    """Skin brighter to one side: moving the face by tenths of a pixel moves the mean by even steps."""
    ramp = np.zeros((240, 320, 3), np.uint8)
    ramp[..., 1] = np.minimum(np.arange(320), 255)
    ramp[..., 0] = 100
    means = [measured(ramp, painted_face((120 + dx, 120))).rgb[0, 1] for dx in np.arange(0, 2, 0.25)]
    assert np.diff(means) == pytest.approx(0.25, abs=0.2)


def test_second_moments_are_the_mean_products_of_the_skins_pixels() -> None:
    rng = np.random.default_rng(1)
    pixels = rng.integers(60, 200, (90, 80, 3)).astype(np.uint8)
    weights = rng.random((len(REGIONS), 90, 80)).astype(np.float32)
    v, w = pixels.reshape(-1, 3).astype(float), weights[0].ravel().astype(float)
    expected = (v.T * w) @ v / w.sum()
    found = regions.mean_colours(pixels, weights, 0.0).moments
    assert found == pytest.approx(expected[np.triu_indices(3)], rel=1e-5)


def test_a_trace_of_one_colour_has_moments_of_rank_one() -> None:
    r, g, b = SKIN
    assert measured(picture()).moments == pytest.approx([r * r, r * g, r * b, g * g, g * b, b * b], rel=1e-5)


def test_without_skin_there_are_no_moments() -> None:
    assert np.isnan(measured(picture((5, 3, 2))).moments).all()


def test_the_background_is_what_is_beside_and_above_the_head() -> None:
    rgb = picture((40, 40, 40))
    rgb[60:, 100:220] = 200
    rgb[180:] = 200
    assert regions.background_luma(rgb, painted_face()) == pytest.approx(40, abs=1)


def test_without_a_face_the_whole_picture_is_background() -> None:
    assert regions.background_luma(picture((90, 90, 90)), None) == 90


def test_a_face_that_fills_the_picture_leaves_no_background() -> None:
    assert np.isnan(regions.background_luma(picture(), painted_face((160, 120), 300)))
