import numpy as np
import pytest

from vitals.calibration import MAX_PROBABILITY, Logistic, fit


def drawn(n: int = 4000, seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    """Two features, the second worth nothing, and answers whose odds follow the first."""
    rng = np.random.default_rng(seed)
    features = rng.normal(0, 1, (n, 2))
    return features, rng.random(n) < 1 / (1 + np.exp(-(0.5 + 2 * features[:, 0])))


def test_the_odds_that_made_the_answers_come_back():
    fitted = fit(*drawn())
    for x in (-1.0, 0.0, 1.0):
        assert fitted.probability(np.array([x, 0.0])) == pytest.approx(
            1 / (1 + np.exp(-(0.5 + 2 * x))), abs=0.05
        )


def test_stated_and_observed_agree_on_other_answers():
    features, right = drawn(seed=1)
    stated = fit(*drawn()).probabilities(features)
    for low in (0.1, 0.5, 0.8):
        inside = (stated > low) & (stated < low + 0.15)
        assert right[inside].mean() == pytest.approx(stated[inside].mean(), abs=0.06)


def test_a_clean_cut_keeps_finite_weights_and_is_never_certain():
    x = np.linspace(-1, 1, 101)
    fitted = fit(x[:, None], x > 0)
    assert np.isfinite(fitted.weights).all()
    assert fitted.probability(np.array([1e6])) == MAX_PROBABILITY


def test_answers_of_one_kind_are_refused():
    with pytest.raises(ValueError, match="all 5 answers are True"):
        fit(np.zeros((5, 1)), np.ones(5, dtype=bool))


def test_it_survives_its_json():
    fitted = fit(*drawn())
    again = Logistic.from_json(fitted.as_json())
    assert again.probability(np.array([0.3, 0.1])) == pytest.approx(
        fitted.probability(np.array([0.3, 0.1])), abs=1e-3
    )
