"""Strata of records, and fields that cannot be told from their source."""

from types import SimpleNamespace

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest

from clusterlab.study import clustering, neighbours
from clusterlab.study.strata import collected, confounded, with_strata
from clusterlab.words.language import Language


def listed(share: float = 1.0, seed: int = 1) -> gpd.GeoDataFrame:
    """Thirty of one list round one spot, `share` of them of one field, and sixty of a register."""
    random = np.random.default_rng(seed)
    xy = np.vstack([random.normal(500, 40, (30, 2)), random.uniform(0, 2000, (60, 2))])
    first = int(30 * share)
    kind = ["ict"] * first + ["food"] * (30 - first) + ["ict"] * 12 + ["food"] * 48
    return gpd.GeoDataFrame(
        {"type": kind, "sector": kind, "source_id": ["list"] * 30 + ["register"] * 60},
        geometry=gpd.points_from_xy(*xy.T),
        crs=5186,
    )


def test_the_first_source_counts_and_small_ones_are_pooled():
    given = ["a; b"] * 5 + ["a"] + ["b"] * 4 + ["c", None]
    found = collected(pd.DataFrame({"source_id": given}))
    assert found.tolist() == ["a"] * 6 + ["pooled"] * 6
    assert found.name == "source"
    assert set(collected(pd.DataFrame({"x": [1, 2]}))) == {"unknown"}
    assert "source" in with_strata(pd.DataFrame({"source_id": given}))


def test_a_field_that_one_source_lists_alone_is_not_told_and_the_numbers_are_said():
    why = confounded(listed(), "ict", minimum=10)
    assert why is not None
    assert why.code == "confounded_with_source"
    assert (why["n"], why["all"], why["of"], why["movable"]) == (30, 42, 30, 12)
    for lang, words in (("ko", "42곳 가운데 30곳"), ("en", "30 of 42")):
        assert words in Language(lang).reason(why)


@pytest.mark.parametrize(("share", "told"), [(0.5, True), (0.96, False), (1.0, False)])
def test_the_more_a_list_holds_one_field_the_less_is_told(share: float, told: bool):
    points = listed(share).iloc[:90]
    points.loc[points["source_id"].eq("register"), "type"] = ["ict"] * 3 + ["food"] * 57
    assert (confounded(points, "ict", minimum=3) is None) is told


def test_one_source_for_all_confounds_nothing():
    assert confounded(listed().assign(source_id="one"), "ict", minimum=10) is None
    assert confounded(listed(), "law", minimum=10) is None


def test_too_few_that_can_move_are_not_enough():
    points = listed(0.5)
    assert confounded(points, "ict", minimum=10) is None
    few = points.iloc[:35].assign(type=["ict"] * 15 + ["food"] * 20)
    # Five of the register are food: fifteen of either field can move, and no more than that.
    assert confounded(few, "ict", minimum=15) is None
    why = confounded(few.iloc[6:], "food", minimum=15)
    assert why is not None
    assert why["others"] == 9


def test_studies_say_so_instead_of_a_curve():
    summary, curves = clustering.clustering_by_sector(
        listed(), distances_m=[0, 100, 200], minimum=10, simulations=39, seed=1
    )
    assert summary.loc["ict", "reason"]["code"] == "confounded_with_source"
    assert "ict" not in curves
    within, _ = clustering.clustering_by_sector(
        listed().assign(source_id="one"),
        distances_m=[0, 100, 200],
        minimum=10,
        simulations=199,
        seed=1,
    )
    # Without sources the same points look clustered.
    assert within.loc["ict", "concentrated_from_m"] == 0
    of = SimpleNamespace(points=listed())
    found = neighbours.strongest(of, industries=[], minimum=10, simulations=9, seed=1)
    assert found.reason.code == "confounded_with_source"
