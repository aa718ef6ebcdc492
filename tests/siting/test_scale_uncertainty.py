import numpy as np
import pandas as pd
import pytest

from clusterlab.siting import Criterion, scale, scale_uncertainty


def test_it_is_the_slope_of_the_scaling(plots: pd.DataFrame) -> None:
    """A small step of a value that is no extreme moves its scaled value by slope times step."""
    points = ((100.0, 1.0), (250.0, 0.7), (500.0, 0.0))
    rules = [
        Criterion(name="jobs"),
        Criterion(name="price", direction="cost", scaling="value", points=points),
        Criterion(name="station_m", direction="target", target=300.0),
    ]
    step = pd.DataFrame(0.0, index=plots.index, columns=["jobs", "price", "station_m"])
    step.loc["e"] = 1e-4
    spread = scale_uncertainty(step, plots, rules)
    moved = scale(plots.add(step, fill_value=0), rules) - scale(plots, rules)
    assert np.allclose(moved.loc["e"].abs(), spread.loc["e"], rtol=1e-6)
    assert (spread.drop("e") == 0).all(axis=None)


def test_z_scores_divide_by_the_sd(plots: pd.DataFrame) -> None:
    rule = [Criterion(name="jobs", scaling="z-score"), Criterion(name="slope")]
    spread = scale_uncertainty(plots[["jobs"]] * 0 + 3, plots, rule)
    assert spread["jobs"].tolist() == pytest.approx([3 / plots["jobs"].std(ddof=0)] * 5)
    assert (spread["slope"] == 0).all()


def test_what_has_no_slope_is_refused(plots: pd.DataFrame) -> None:
    sd = plots[["jobs"]] * 0.1
    with pytest.raises(ValueError, match="no slope"):
        scale_uncertainty(sd, plots, [Criterion(name="jobs", scaling="rank")])
    with pytest.raises(ValueError, match="zero or more"):
        scale_uncertainty(-sd, plots, [Criterion(name="jobs")])
    with pytest.raises(ValueError, match="no column 'jobs'"):
        scale_uncertainty(sd, plots, [Criterion(name="price")])
    with pytest.raises(ValueError, match="same sites"):
        scale_uncertainty(sd.iloc[::-1], plots, [Criterion(name="jobs")])
