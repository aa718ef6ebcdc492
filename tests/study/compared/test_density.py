"""Densities of clusters side by side."""

import dataclasses

from clusterlab.study.compared import density


def test_lists_that_cover_differently_have_no_densities_to_compare(pair):
    found = density.density(pair, hexagon_side_m=150, bandwidth_m=250)
    assert found.reason.code == "coverage_differs"
    assert found.reason["low"] < 0.8 * found.reason["high"]
    assert not found.charts


def test_no_density_where_most_are_not_placed(pair):
    # Two copies of one coverage are alike, whatever it is.
    same = dataclasses.replace(pair)
    same.__dict__["coverages"] = [pair.coverages[0]] * 2
    found = density.density(same, hexagon_side_m=150, bandwidth_m=250)
    assert found.data.loc["magok", "per_ha"].notna().all()
    assert found.data.loc["osong", "per_ha"].isna().all()
    assert [chart.kind for chart in found.charts] == ["density_maps", "ranking"]
    assert [one["cluster"].slug for one in found.charts[0].data] == ["magok", "osong"]
    assert found.cautions[-1].key == "outlines_schematic"
    assert found.columns[0].reason == {"code": "mostly_unplaced"}
