import numpy as np
import pytest

from vitals.respiration.smart import smart


def test_rates_that_agree_give_their_mean() -> None:
    assert smart([14, 15, 19]) == pytest.approx(16)


@pytest.mark.parametrize("rates", [[10, 15, 25], [15, 15, float("nan")], []])
def test_a_missing_rate_or_a_wide_spread_is_withheld(rates: list[float]) -> None:
    assert np.isnan(smart(rates))
