import numpy as np
import pandas as pd
import pytest

from clusterlab.siting import productivity_change


def change(before: float, after: float, low: float, middle: float, high: float) -> pd.Series:
    return productivity_change(
        pd.Series([before]),
        pd.Series([after]),
        elasticity=middle,
        elasticity_low=low,
        elasticity_high=high,
    ).iloc[0]


def test_a_tenth_denser_is_about_a_tenth_of_the_elasticity() -> None:
    row = change(1000, 1100, 0.02, 0.05, 0.1)
    assert row["change"] == pytest.approx(np.expm1(0.05 * np.log(1.1)))
    assert row["low"] < row["change"] < row["high"]


def test_where_density_falls_low_is_still_the_smaller_end() -> None:
    row = change(1100, 1000, 0.02, 0.05, 0.1)
    assert row["low"] < row["change"] < row["high"] < 0


def test_no_density_is_undefined_and_no_change_is_0() -> None:
    assert change(0, 100, 0.02, 0.05, 0.1).isna().all()
    assert change(7, 7, 0.02, 0.05, 0.1).tolist() == [0, 0, 0]


def test_bad_input_is_refused() -> None:
    with pytest.raises(ValueError, match="rise from low to high"):
        change(1, 2, 0.06, 0.05, 0.1)
    with pytest.raises(ValueError, match="zero or more"):
        change(-1, 2, 0.02, 0.05, 0.1)
    with pytest.raises(ValueError, match="same places"):
        productivity_change(
            pd.Series([1.0], ["a"]),
            pd.Series([1.0], ["b"]),
            elasticity=0.1,
            elasticity_low=0.1,
            elasticity_high=0.1,
        )
