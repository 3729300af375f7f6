"""Tables of the documents, written from an evaluation."""

import json

import pytest

from models.fasenet.evaluation.documents import BLOCK, DOCUMENTS, main, merged, rewritten
from models.fasenet.evaluation.tables import TABLES, interval, percent, targets
from models.fasenet.evaluation.targets import TARGETS, Target, look_up, other_view
from models.fasenet.evaluation.text import as_text
from models.fasenet.evaluation.views import ONE_PASS, PRODUCT

FIGURE = {"value": 0.5, "low": 0.25, "high": 0.75}
FOUND = {
    "regions": {
        "ways": {"box": {**dict.fromkeys(("precision", "recall", "iou", "found"), FIGURE), "ms": 2.0}}
    }
}
TEXT = "before\n<!-- figures: regions -->\nold\n<!-- end -->\nafter\n"


def test_a_block_is_replaced_and_the_rest_stays():
    after = rewritten(TEXT, FOUND)
    assert after.startswith("before\n<!-- figures: regions -->\n| region |") and after.endswith(
        "<!-- end -->\nafter\n"
    )
    assert "old" not in after and "0.500 [0.250, 0.750]" in after


def test_writing_twice_changes_nothing():
    once = rewritten(TEXT, FOUND)
    assert rewritten(once, FOUND) == once


def test_a_table_without_figures_is_left_as_it_was():
    assert rewritten(TEXT, {"masks": {}}) == TEXT


def test_an_unknown_table_is_an_error():
    with pytest.raises(KeyError):
        rewritten(TEXT.replace("regions", "nonsense"), FOUND)


def test_command_rewrites_the_file(tmp_path):
    figures, document = tmp_path / "f.json", tmp_path / "d.md"
    figures.write_text(json.dumps(FOUND))
    document.write_text(TEXT)
    assert main([str(figures), "--documents", str(document)]) == 0
    assert "| box | 0.500" in document.read_text()


def test_every_block_of_the_documents_has_its_table():
    names = [name for document in DOCUMENTS for name in BLOCK.findall(document.read_text())]
    assert names and set(names) <= set(TABLES)


def test_a_later_evaluation_adds_what_the_first_could_not_measure():
    first = {"a": {"not_measured": "missing"}, "b": {"iou": 1}}
    assert merged(first, {"a": {"iou": 2}, "b": {"iou": 3}, "c": 4}) == {
        "a": {"iou": 2},
        "b": {"iou": 1},
        "c": 4,
    }


def test_what_a_later_evaluation_could_not_measure_does_not_count():
    first = {"a": {"iou": 1}}
    assert merged(first, {"a": {"not_measured": "missing"}}) == first


def test_missed_targets_say_by_how_much():
    path = ("turned", PRODUCT, "skin_iou")
    assert Target("", path, 0.85).missed_by(0.8) == pytest.approx(0.05)
    assert Target("", path, 0.85).missed_by(0.9) == 0
    assert Target("", path, 0.02, at_most=True).missed_by(0.03) == pytest.approx(0.01)


def test_target_table_has_both_ways_and_what_was_not_run():
    found = {
        "turned": {
            view: {"skin_iou": {"value": v, "low": v, "high": v}}
            for view, v in ((ONE_PASS, 0.8), (PRODUCT, 0.9))
        }
    }
    lines = targets(found).splitlines()
    row = next(line for line in lines if line.startswith("| all poses"))
    assert "0.900 [0.900, 0.900] | 0.800 [0.800, 0.800] | reached" in row
    assert sum("not run" in line for line in lines) == len(TARGETS) - 1


def test_only_figures_with_two_ways_have_another():
    assert other_view(("turned", PRODUCT, "skin_iou")) == ("turned", ONE_PASS, "skin_iou")
    assert other_view(("negatives", PRODUCT, "rate")) is None
    assert look_up({"a": {"b": 1}}, ("a", "c")) is None


def test_numbers_are_written_with_their_interval():
    assert interval(FIGURE) == "0.500 [0.250, 0.750]" and percent(FIGURE) == "50.0 [25.0, 75.0] %"
    assert (
        as_text({"a": {"b": FIGURE, "names": ["x", "y"]}})
        == "a\n    b: 0.5000 [0.2500, 0.7500]\n    names: x y"
    )
