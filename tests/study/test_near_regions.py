"""Spatial association of regions, against esda and libpysal and by hand."""

import numpy as np
import pandas as pd
import pytest
from libpysal.weights import KNN

from clusterlab.measure import false_discovery, location_quotient
from clusterlab.study import near_regions
from clusterlab.study.region_circles import region_circles

COUNT = 60
NEIGHBOURS = 6


@pytest.fixture(scope="module")
def regions():
    rng = np.random.default_rng(4)
    return pd.DataFrame(
        {
            "region": [f"r{k:02d}" for k in range(COUNT)],
            "level": "sigungu",
            "name_en": [f"R{k}" for k in range(COUNT)],
            "lon": rng.uniform(126.5, 129.0, COUNT),
            "lat": rng.uniform(35.0, 37.5, COUNT),
            "area_m2": rng.uniform(2e7, 9e8, COUNT),
            "source_id": "outlines",
        }
    )


@pytest.fixture(scope="module")
def table(regions):
    rng = np.random.default_rng(7)
    made = pd.DataFrame(
        {
            # Works gather in the north, shops are anywhere.
            "works": rng.gamma(3, size=COUNT) * (1 + 6 * (regions["lat"] > 36.6)),
            "shops": rng.gamma(3, size=COUNT),
            "farms": rng.gamma(2, size=COUNT),
        }
    ).set_index(regions["region"])
    # The table's order is its own.
    made = made.iloc[::-1]
    made.attrs = {"source_ids": ["accounts"]}
    return made


@pytest.fixture(scope="module")
def areas(table, regions):
    return near_regions.located(table, regions, level="sigungu", neighbours=NEIGHBOURS)


@pytest.fixture(scope="module")
def peer_weights(areas):
    return KNN(np.column_stack([areas.centroid.x, areas.centroid.y]), k=NEIGHBOURS)


def test_regions_come_in_the_order_of_the_table(table, areas):
    assert areas.index.tolist() == table.index.tolist()
    assert areas.loc["r05", "name_en"] == "R5"
    assert areas.attrs == {"source_ids": ["outlines"]}


def test_what_is_not_known_is_said(table, regions):
    ask = {"level": "sigungu", "neighbours": NEIGHBOURS}
    none = near_regions.located(table, regions.iloc[:0], **ask)
    assert none.empty
    assert none.attrs["reason"] == {"code": "no_regions"}
    # A region of another level that bears the same name is another region.
    other = near_regions.located(table, regions.assign(level="sido"), **ask)
    assert other.attrs["reason"] == {"code": "no_regions"}
    few = near_regions.located(table, regions.iloc[:NEIGHBOURS], **ask)
    assert few.attrs["reason"] == {"code": "too_few_regions", "n": 6, "neighbours": 6}
    enough = near_regions.located(table, regions.iloc[: NEIGHBOURS + 1], **ask)
    assert "reason" not in enough.attrs


@pytest.mark.filterwarnings("ignore")  # esda's own warnings at import and on its defaults
def test_morans_i_by_industry_agrees_with_esda(table, areas, peer_weights):
    import esda

    found = near_regions.by_industry(table, areas, neighbours=NEIGHBOURS, permutations=999, seed=1)
    quotients = location_quotient(table)
    for industry in table:
        peer = esda.Moran(quotients[industry].to_numpy(), peer_weights, permutations=0)
        row = found.loc[industry]
        assert row["moran"] == pytest.approx(peer.I, rel=1e-10)
        assert row["expected"] == pytest.approx(peer.EI)
        assert row["z"] == pytest.approx(peer.z_rand, rel=1e-8)
    assert found["moran"].is_monotonic_decreasing
    assert found.index[0] == "works"
    assert found.loc["works", "q_value"] <= 0.05
    np.testing.assert_allclose(found["q_value"], false_discovery(found["p_value"]))
    assert found.attrs == {"source_ids": ["accounts", "outlines"], "permutations": 999}


@pytest.mark.filterwarnings("ignore")
def test_each_regions_place_agrees_with_esda(table, areas, peer_weights):
    import esda

    found = near_regions.by_region(
        table, areas, industry="works", neighbours=NEIGHBOURS, permutations=1999, seed=3
    )
    values = location_quotient(table)["works"].to_numpy()
    local = esda.Moran_Local(values, peer_weights, permutations=1999, seed=5)
    names = np.array(["", "HH", "LH", "LL", "HL"])
    assert (found["quadrant"] == names[local.q]).all()
    # Two sets of draws of the same chances; two-sided is twice esda's tail.
    assert np.abs(found["p_value"] - np.minimum(1, 2 * local.p_sim)).max() < 0.1
    assert np.corrcoef(found["p_value"], local.p_sim)[0, 1] > 0.99
    peer = esda.G_Local(values, peer_weights, transform="B", star=True, permutations=0)
    np.testing.assert_allclose(found["gi_star"], peer.Zs, rtol=1e-8)
    mean = [values[peer_weights.neighbors[k]].mean() for k in range(COUNT)]
    np.testing.assert_allclose(found["lag"], mean)
    assert found.attrs["mean"] == pytest.approx(values.mean())


def test_density_is_the_sum_worked_out_by_hand(table, areas, regions):
    found = near_regions.by_region(
        table, areas, industry="works", neighbours=NEIGHBOURS, permutations=9
    )
    middle = region_circles(regions).centroid
    mass, area = table.sum(axis="columns"), regions.set_index("region")["area_m2"]
    by_hand = 0.0
    for name in table.index:
        km = middle["r10"].distance(middle[name]) / 1000
        if name == "r10":
            km = 2 / 3 * np.sqrt(area["r10"] / 1e6 / np.pi)
        by_hand += mass[name] / km
    assert found.loc["r10", "effective_density"] == pytest.approx(by_hand, rel=1e-6)
    higher = (found["effective_density"] > found.loc["r10", "effective_density"]).sum()
    assert found.loc["r10", "density_rank"] == higher + 1


def test_an_industry_that_nobody_has_is_undefined_and_leaves_the_others_alone(table, areas):
    more = table.assign(mines=0.0)
    more.attrs = table.attrs
    ask = {"neighbours": NEIGHBOURS, "permutations": 99}
    found = near_regions.by_industry(more, areas, **ask)
    assert found.loc["mines", "reason"] == {"code": "no_quotient"}
    assert np.isnan(found.loc["mines", "moran"])
    before = near_regions.by_industry(table, areas, **ask)
    pd.testing.assert_frame_equal(found.drop("mines"), before, check_like=True)
    told = near_regions.by_region(more, areas, industry="mines", **ask)
    assert told.attrs["reason"] == {"code": "no_quotient"}
    assert told[["lq", "lag", "quadrant", "p_value", "q_value", "gi_star"]].isna().all(axis=None)
    assert told["effective_density"].notna().all()


def test_an_unknown_industry_is_named(table, areas):
    with pytest.raises(ValueError, match="'bio' is not among those of the table: works, shops"):
        near_regions.by_region(table, areas, industry="bio", neighbours=NEIGHBOURS)


def test_only_regions_that_stand_out_are_kept():
    made = pd.DataFrame(
        {
            "lq": [0.1, 2.0, 3.0, 1.0],
            "quadrant": ["LL", "HH", "HH", "HH"],
            "q_value": [0.05, 0.01, 0.02, 0.06],
        },
        index=["a", "b", "c", "d"],
    )
    assert near_regions.told_apart(made, below=0.05).index.tolist() == ["c", "b", "a"]
