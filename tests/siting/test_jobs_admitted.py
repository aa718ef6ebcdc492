import numpy as np
import pandas as pd
import pytest

from clusterlab.siting import jobs_admitted

RATES = {"floor_per_job_m2": 30, "floor_per_job_low_m2": 25, "floor_per_job_high_m2": 50}


def test_low_jobs_go_with_high_floor_per_job() -> None:
    out = jobs_admitted(pd.Series([3000.0, -10.0, np.nan]), **RATES, usable_share=0.5)
    assert out.iloc[0].tolist() == [50, 30, 60]
    assert out.iloc[1].tolist() == [0, 0, 0]
    assert out.iloc[2].isna().all()


@pytest.mark.parametrize(
    "change", [{"floor_per_job_m2": 0}, {"floor_per_job_low_m2": 31}, {"usable_share": 1.1}]
)
def test_bad_rates_are_refused(change: dict) -> None:
    with pytest.raises(ValueError, match=r"must (be|rise)"):
        jobs_admitted(pd.Series([1.0]), **{**RATES, **change})
