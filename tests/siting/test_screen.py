import numpy as np
import pandas as pd
import pytest

from clusterlab.siting import Rule, screen


@pytest.fixture
def places() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "zone": ["industry", "support", "industry", None],
            "allowed_industries": ["C21", "M70; C21", "C10", ""],
            "area_m2": [1000.0, 5000.0, 999.0, np.nan],
            "flood": [False, True, False, False],
            "station_m": [100.0, 500.0, 501.0, 50.0],
        },
        index=list("abcd"),
    )


def test_each_rule_is_told_for_each_candidate(places: pd.DataFrame) -> None:
    rules = [
        Rule(name="zone", column="zone", one_of=["industry"]),
        Rule(name="pharma", column="allowed_industries", admits="2110"),
        Rule(name="size", column="area_m2", at_least=1000),
        Rule(name="dry", column="flood", flag=False),
        Rule(name="near", column="station_m", at_least=100, at_most=500),
    ]
    before = places.copy()
    out = screen(places, rules)
    assert out["passes"].tolist() == [True, False, False, False]
    assert out["excluded_by"].tolist() == [
        "",
        "zone; dry",
        "pharma; size; near",
        "zone; pharma; size; near",
    ]
    assert out.attrs["excluded"] == {"zone": 2, "pharma": 2, "size": 2, "dry": 1, "near": 2}
    assert out.attrs["unknown"] == {"zone": 1, "pharma": 1, "size": 1, "dry": 0, "near": 0}
    pd.testing.assert_frame_equal(places, before)


def test_what_is_not_known_may_be_kept(places: pd.DataFrame) -> None:
    out = screen(places, [Rule(name="size", column="area_m2", at_least=1, unknown="keep")])
    assert out["passes"].all()


def test_bad_rules_are_refused(places: pd.DataFrame) -> None:
    with pytest.raises(ValueError, match=r"one condition\. It has 0"):
        Rule(name="x", column="zone")
    with pytest.raises(ValueError, match=r"one condition\. It has 2"):
        Rule(name="x", column="zone", flag=True, one_of=["a"])
    with pytest.raises(ValueError, match="lets nothing pass"):
        Rule(name="x", column="area_m2", at_least=5, at_most=4)
    with pytest.raises(ValueError, match="An industry code is"):
        Rule(name="x", column="allowed_industries", admits="pharma")
    with pytest.raises(ValueError, match="Did you mean 'zone'"):
        screen(places, [Rule(name="x", column="zones", one_of=["a"])])
    with pytest.raises(ValueError, match="'industry' is none"):
        screen(places, [Rule(name="x", column="zone", at_least=1)])
    with pytest.raises(ValueError, match="'industry' is neither"):
        screen(places, [Rule(name="x", column="zone", flag=True)])
    with pytest.raises(ValueError, match="'x' is repeated"):
        screen(places, [Rule(name="x", column="flood", flag=True)] * 2)
