import numpy as np
import pandas as pd
import pytest

from clusterlab.siting import jobs_housing_balance


def test_homes_within_reach_are_summed_over_places() -> None:
    places = ["a", "b", "c"]
    jobs = pd.Series([300.0, 10.0, 0.0], places)
    homes = pd.Series([0.0, 100.0, 50.0], places)
    minutes = pd.DataFrame([[0, 30, 31], [30, 0, np.inf], [31, 10, 0]], places, places, dtype=float)
    out = jobs_housing_balance(jobs, homes, minutes=minutes)
    assert out["homes_within"].tolist() == [100, 100, 150]
    assert out["ratio_within"].tolist() == pytest.approx([3, 0.1, 0])
    assert np.isnan(out.loc["a", "ratio"])  # no home is not balance
    assert out.loc["b", "ratio"] == pytest.approx(0.1)
    with pytest.raises(ValueError, match="places of jobs"):
        jobs_housing_balance(jobs, homes, minutes=minutes.iloc[::-1])
    with pytest.raises(ValueError, match="zero or more"):
        jobs_housing_balance(-jobs, homes)
    with pytest.raises(ValueError, match="same places"):
        jobs_housing_balance(jobs, homes.iloc[:2])
