"""Mix index: its formula, its bounds, and roles that are missing."""

import numpy as np
import pandas as pd
import pytest

from clusterlab.measure import community_counts, mix_index

TOWNS = pd.DataFrame(
    {"firm": [90, 30, 10], "university": [1, 1, 0], "hospital": [2, 4, 0]},
    index=["Magok", "Osong", "Songdo"],
)


def test_is_the_geometric_mean_of_the_fills():
    table = mix_index(TOWNS)
    half = {"firm": 30, "university": 1, "hospital": 3}
    for town in ("Magok", "Osong"):
        fills = [TOWNS.loc[town, k] / (TOWNS.loc[town, k] + h) for k, h in half.items()]
        assert table.loc[town, "index"] == pytest.approx(np.prod(fills) ** (1 / 3))
        assert table.loc[town, "fill_firm"] == pytest.approx(fills[0])
    assert table["roles"].tolist() == [3, 3, 1]


def test_a_missing_role_makes_it_zero_and_last():
    table = mix_index(TOWNS)
    assert table.loc["Songdo", "index"] == 0
    assert table.loc["Songdo", ["rank", "rank_low", "rank_high"]].tolist() == [3, 3, 3]
    assert table["index"].between(0, 1).all()


def test_more_of_any_role_never_lowers_it():
    half = pd.Series({"firm": 20, "university": 1, "hospital": 2})
    base = mix_index(TOWNS, half=half)["index"]
    for role in TOWNS:
        more = TOWNS.assign(**{role: TOWNS[role] + 1})
        assert (mix_index(more, half=half)["index"] >= base - 1e-15).all()


def test_a_role_that_no_place_has_leaves_the_mean():
    padded = mix_index(TOWNS.assign(institute=0))
    pd.testing.assert_series_equal(padded["index"], mix_index(TOWNS)["index"])
    assert padded["fill_institute"].isna().all()


def test_one_place_needs_a_yardstick():
    with pytest.raises(ValueError, match="half must be given"):
        mix_index(TOWNS.iloc[[0]])
    half = pd.Series({"firm": 90, "university": 1, "hospital": 2})
    assert mix_index(TOWNS.iloc[[0]], half=half)["index"].tolist() == pytest.approx([0.5])
    with pytest.raises(ValueError, match=r"half must be above zero. The lowest given is 0\.0"):
        mix_index(TOWNS, half=half * 0)


def test_roles_are_counted_by_place():
    rows = pd.DataFrame(
        {
            "type": ["firm", "anchor", "startup", "law", "investor", "university", "firm"],
            "district_id": ["a", "a", "b", "b", "a", "b", None],
        }
    )
    table = community_counts(rows)
    assert table.loc["a"].to_dict() == {
        "firm": 2,
        "university": 0,
        "institute": 0,
        "hospital": 0,
        "support": 1,
    }
    assert table.loc["b", ["firm", "university", "support"]].tolist() == [1, 1, 1]
    with pytest.raises(ValueError, match="type 'shop' has no role"):
        community_counts(pd.DataFrame({"type": ["shop"], "district_id": ["a"]}))
    with pytest.raises(ValueError, match="no column 'block'"):
        community_counts(rows, place="block")


def test_a_role_that_nobody_listed_is_no_zero():
    towns = pd.DataFrame(
        {"firm": [90.0, 30.0, 5.0], "hospital": [1.0, np.nan, 2.0]}, index=[*"abc"]
    )
    table = mix_index(towns)
    assert np.isnan(table.loc["b", ["index", "rank", "fill_hospital"]].astype(float)).all()
    assert table.attrs["reason"] == {"code": "role_unlisted"}
    # The others are compared as if the town were not there, but for the median of firms.
    alone = mix_index(towns.loc[["a", "c"]], half=pd.Series({"firm": 30.0, "hospital": 1.5}))
    assert table.loc[["a", "c"], "index"].tolist() == pytest.approx(alone["index"].tolist())
    assert mix_index(towns.fillna(0)).loc["b", "index"] == 0
