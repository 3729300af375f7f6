"""Reserved pictures stay out of training; made-up names only."""

import pytest

from models.fasenet.splits import CELEBAMASK, MASKED, NEGATIVES, SKIN, UTKFACE, is_reserved_split, split

NUMBERS = [str(n) for n in range(5000)]


def test_last_five_hundred_celebrities_by_number_are_reserved():
    _, reserved = is_reserved_split(CELEBAMASK, NUMBERS[::-1])
    assert reserved == [str(n) for n in range(4500, 5000)]


def test_last_fifth_by_name_of_other_labelled_sets_is_reserved():
    names = [f"p{n:03d}" for n in range(350)]
    assert is_reserved_split(MASKED, names)[1] == names[280:]


def test_an_odd_count_reserves_rather_one_more_than_one_less():
    assert len(is_reserved_split(SKIN, [f"{n:03d}" for n in range(782)])[1]) == 157


def test_every_odd_numbered_negative_is_reserved_counted_from_zero():
    assert is_reserved_split(NEGATIVES, ["c", "a", "b", "d"]) == (["a", "c"], ["b", "d"])


def test_a_source_without_labels_has_no_reserved_part():
    assert is_reserved_split(UTKFACE, ["b", "a"]) == (["a", "b"], [])


@pytest.mark.parametrize("source", [CELEBAMASK, MASKED, SKIN, NEGATIVES])
def test_the_three_parts_share_no_name_and_lose_none(source):
    parts = split(source, NUMBERS)
    together = [*parts.train, *parts.validation, *parts.reserved]
    assert sorted(together) == sorted(NUMBERS)
    assert len(parts.validation) > 0
