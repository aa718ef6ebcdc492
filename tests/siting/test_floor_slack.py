import numpy as np
import pandas as pd
import pytest

from clusterlab.siting import floor_slack


def test_slack_is_limit_times_area_less_floor() -> None:
    plots = pd.DataFrame(
        {
            "area_m2": [1000.0, 2000.0, 500.0],
            "far_limit_pct": [350.0, 200.0, 400.0],
            "floor_built_m2": [500.0, 4500.0, np.nan],
        },
        index=list("abc"),
    )
    out = floor_slack(plots)
    assert out["allowed_m2"].tolist() == [3500.0, 4000.0, 2000.0]
    assert out["slack_m2"].tolist()[:2] == [3000.0, -500.0]
    assert np.isnan(out.loc["c", "slack_m2"])
    assert out.attrs == {"total_m2": 3000.0, "unknown": 1, "above_limit": 1}
    with pytest.raises(ValueError, match="zero or more"):
        floor_slack(plots.assign(area_m2=-1))
    assert np.isnan(floor_slack(plots.loc[["c"]]).attrs["total_m2"])
