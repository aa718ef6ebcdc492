"""Labels exchanged within strata, against every exchange written out and against known truth."""

import sys
from itertools import permutations

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest

from clusterlab.measure import (
    _reallocation,
    colocation_quotient,
    cross_k,
    k_density,
    m_density,
    m_function,
)
from clusterlab.measure._relabelling import relabelled
from clusterlab.measure._strata import described, exchangeable, read_strata, within
from clusterlab.measure._validation import coordinates
from clusterlab.measure.m_function import roles_of

SOURCE = ["a"] * 4 + ["b"] * 3 + ["c"] * 2
TYPE = ["bio", "bio", "ict", "ict", "bio", "ict", "ict", "bio", "bio"]


def few() -> gpd.GeoDataFrame:
    xy = np.random.default_rng(5).uniform(0, 100, (9, 2))
    return gpd.GeoDataFrame(
        {"type": TYPE, "source": SOURCE}, geometry=gpd.points_from_xy(*xy.T), crs=5186
    )


def outcomes() -> list[list[str]]:
    """Every way to put the types of a stratum on its places, the strata in a row."""
    parts = [
        sorted(set(permutations(t for t, s in zip(TYPE, SOURCE, strict=True) if s == one)))
        for one in "abc"
    ]
    return [[*a, *b, *c] for a in parts[0] for b in parts[1] for c in parts[2]]


def test_each_exchange_within_strata_is_equally_likely_and_none_crosses() -> None:
    strata = read_strata(few(), "source")
    random, seen = np.random.default_rng(0), dict[tuple[int, ...], int]()
    codes = np.array([0, 0, 0, 1, 1])
    small = read_strata(pd.DataFrame({"s": codes}), "s")
    for _ in range(6000):
        order = within(small, random.permutation(5))
        assert (codes[order] == codes).all()
        seen[tuple(order)] = seen.get(tuple(order), 0) + 1
    assert len(seen) == 12
    assert min(seen.values()) > 400 and max(seen.values()) < 600
    assert strata is not None and strata.number == 3


def test_one_stratum_changes_no_draw() -> None:
    one = few().assign(source="x")
    for call in (
        lambda **k: m_function(one, distances_m=[30, 60], of="bio", simulations=19, **k),
        lambda **k: m_density(one, distances_m=[30, 60], of="bio", simulations=19, **k),
        lambda **k: colocation_quotient(one, of="bio", around="ict", simulations=19, **k),
    ):
        pd.testing.assert_frame_equal(call(strata="source"), call(), check_flags=False)


@pytest.mark.parametrize("name", ["m", "small m", "k", "clq", "cross"])
def test_the_null_is_that_of_every_exchange_written_out(name: str) -> None:
    import shapely

    def call(points: gpd.GeoDataFrame, **options: object) -> pd.DataFrame:
        if name == "m":
            return m_function(points, distances_m=[40], of="bio", **options)
        if name == "small m":
            return m_density(points, distances_m=[40], of="bio", bandwidth_m=20, **options)
        if name == "k":
            return k_density(points, distances_m=[40], of="bio", bandwidth_m=20, **options)
        if name == "clq":
            return colocation_quotient(points, of="bio", around="ict", **options)
        return cross_k(
            points,
            distances_m=[40],
            of="bio",
            around="ict",
            window=shapely.box(0, 0, 100, 100),
            correction="none",
            **options,
        )

    table = call(few(), simulations=1999, seed=3, strata="source")
    every = np.array([call(few().assign(type=t))["observed"].iloc[0] for t in outcomes()])
    # 6 × 3 × 1 exchanges, equally likely: the band is that of their quantiles, up to chance.
    assert len(every) == 18
    assert table["local_low"].iloc[0] == pytest.approx(every.min(), rel=1e-9)
    assert table["local_high"].iloc[0] == pytest.approx(every.max(), rel=1e-9)
    assert table.attrs["null"] == "labels exchanged within strata of source"
    assert (table.attrs["strata"], table.attrs["exchangeable"]) == (3, 7)


def test_draws_follow_the_shares_of_every_exchange() -> None:
    points = few()
    roles = roles_of(
        points, of="bio", around=None, weights=None, case_control=False, strata="source"
    )
    orders = relabelled(roles, simulations=9000, seed=1)[1:]
    drawn = roles.reference[orders]
    ways, counts = np.unique(drawn, axis=0, return_counts=True)
    wanted = {tuple(t == "bio" for t in one) for one in outcomes()}
    assert {tuple(way) for way in ways.tolist()} == wanted
    # Chi-square with 17 degrees of freedom lies below 40.8 in 999 of 1,000 runs.
    assert ((counts - 500) ** 2 / 500).sum() < 40.8


@pytest.mark.parametrize("move", [False, True])
def test_compiled_and_plain_ways_agree(move: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    random = np.random.default_rng(2)
    points = gpd.GeoDataFrame(
        {
            "type": random.choice(["bio", "ict", "food"], 90),
            "source": random.choice(["a", "b", "c", "d"], 90),
            "jobs": random.integers(1, 50, 90),
        },
        geometry=gpd.points_from_xy(*random.uniform(0, 1000, (2, 90))),
        crs=5186,
    )
    null = "pairs" if move else "labels"
    options = {"of": "bio", "weights": "jobs", "simulations": 39, "strata": "source"}

    def call(measure: object, worth: bool, **more: object) -> pd.DataFrame:
        module = m_function if measure == "M" else m_density
        monkeypatch.setattr(sys.modules[module.__module__], "worth_compiling", lambda *_: worth)
        extra = {} if measure == "M" else {"bandwidth_m": 60}
        return module(points, distances_m=[50, 100, 300], null_model=null, **options, **extra)

    for measure in ("M", "m"):
        plain, quick = call(measure, False), call(measure, True)
        np.testing.assert_allclose(quick.to_numpy(), plain.to_numpy(), rtol=1e-8)


def test_sites_are_drawn_by_stratum_with_their_weights() -> None:
    random = np.random.default_rng(4)
    points = gpd.GeoDataFrame(
        {
            "type": random.choice(["bio", "ict", "food"], 60),
            "source": random.choice(["a", "b", "c"], 60),
        },
        geometry=gpd.points_from_xy(*random.uniform(0, 1000, (2, 60))),
        crs=5186,
    )
    kind, source = points["type"].to_numpy(), points["source"].to_numpy()
    rows = np.concatenate([np.flatnonzero(kind == "bio"), np.flatnonzero(kind == "ict")])
    null = _reallocation.Null(
        coordinates(points),
        np.ones((kind == "bio").sum()),
        np.ones((kind == "ict").sum()),
        "product",
        read_strata(points, "source"),
        rows,
    )
    draws = _reallocation.draw_sites(null, simulations=200, seed=1)
    assert (source[draws] == source[rows]).all()
    assert all(len(set(row)) == rows.size for row in draws.tolist())
    assert len({tuple(row) for row in draws.tolist()}) == 200


def test_rows_that_cannot_move_are_not_counted_and_nothing_to_move_is_said() -> None:
    points = few()
    strata = read_strata(points, "source")
    assert strata is not None
    assert exchangeable(strata, points["type"].to_numpy()) == 7
    assert described(None, points["type"].to_numpy()) == {}
    fixed = points.assign(source=points["type"])
    for table in (
        m_function(fixed, distances_m=[40], of="bio", simulations=19, strata="source"),
        k_density(fixed, distances_m=[40], of="bio", simulations=19, strata="source"),
        colocation_quotient(fixed, of="bio", around="ict", simulations=19, strata="source"),
    ):
        assert table.attrs["band_reason"] == {"code": "nothing_to_exchange", "n": 9, "strata": 2}
        assert table[["local_low", "global_high"]].isna().all(axis=None)
        assert table["observed"].notna().all()


def test_an_unknown_stratum_is_refused() -> None:
    points = few()
    points.loc[[2, 5], "source"] = None
    with pytest.raises(ValueError, match=r"Strata 'source' must be known.*2 of 9 are not"):
        m_function(points, distances_m=[40], of="bio", strata="source")
    with pytest.raises(ValueError, match="origin"):
        k_density(points, distances_m=[40], of="bio", simulations=9, strata="origin")


def collected(random: np.random.Generator) -> gpd.GeoDataFrame:
    """One clumped source gives mostly one field; within a source, fields lie as they fall."""
    middle = random.uniform(200, 800, 2)
    list_ = middle + random.normal(0, 60, (40, 2))
    other = random.uniform(0, 1000, (80, 2))
    kind = np.where(random.random(120) < np.repeat([0.8, 0.2], [40, 80]), "ict", "other")
    return gpd.GeoDataFrame(
        {"type": kind, "source": ["list"] * 40 + ["register"] * 80},
        geometry=gpd.points_from_xy(*np.vstack([list_, other]).T),
        crs=5186,
    )


@pytest.mark.parametrize("measure", ["M", "K"])
def test_a_field_that_one_source_collected_clusters_without_strata_only(measure: str) -> None:
    random = np.random.default_rng(11)
    left = {None: 0, "source": 0}
    runs = 200
    for run in range(runs):
        points = collected(random)
        for strata in left:
            options = {"of": "ict", "simulations": 99, "seed": run, "strata": strata}
            if measure == "M":
                table = m_function(points, distances_m=[150], **options)
            else:
                table = k_density(points, distances_m=[100], bandwidth_m=50, **options)
            row = table.iloc[0]
            out = row["observed"] > row["local_high"] or row["observed"] < row["local_low"]
            left[strata] += int(out)
    # 5 % of 200 are 10; more than 20 or fewer than 2 come once in 1,000 true nulls.
    assert 2 <= left["source"] <= 20, left
    assert left[None] > 0.9 * runs, left
