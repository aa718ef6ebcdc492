"""Regions of clusters side by side, chosen by what their tables publish."""

from types import SimpleNamespace

import pandas as pd
import pytest

from clusterlab.model.reason import Reason
from clusterlab.study.compared import regions
from clusterlab.study.compared.group import Group


def cluster(slug: str, region: str, years=(2028, 2031), shift: float = 0.0) -> SimpleNamespace:
    """Make a cluster of a country whose level has a name of its own."""
    rows = [
        (r, i, year, 10.0 + 5 * k + 3 * n * k + (year - 2028) * (k + 1) + shift)
        for year in years
        for k, r in enumerate(("A", "B", "C"))
        for n, i in enumerate(("bio", "ict", "food"))
    ]
    table = pd.DataFrame(rows, columns=["region", "industry", "year", "value_added"])
    return SimpleNamespace(
        slug=slug,
        industries=table.assign(level="county", source_id=f"{slug}-accounts"),
        levels=("county",),
        industry_totals=(),
        country={},
        home=lambda level: region,
        money_unit=lambda column: "million EUR",
    )


def group(*clusters) -> Group:
    return Group(clusters, (), (), 300)


def test_quotients_have_a_column_for_each_cluster_and_date_and_sources_of_the_rows():
    found = regions.shared(group(cluster("a", "A"), cluster("b", "B")), value="value_added")
    table = (
        cluster("a", "A")
        .industries.query("year == 2031")
        .pivot_table(index="region", columns="industry", values="value_added")
    )
    share = table.loc["B", "bio"] / table.loc["B"].sum()
    assert found.table.loc["bio", "b"] == pytest.approx(
        share / (table["bio"].sum() / table.to_numpy().sum())
    )
    special = regions.special(found)
    assert (special.as_of, special.sources) == ("2031", ("a-accounts", "b-accounts"))
    assert [part.values["region"].code for part in special.said[0].values["names"].parts] == [
        "A",
        "B",
    ]
    assert special.columns[0].values.index[0] == ("bio", "a")


def test_those_of_another_year_or_without_a_region_are_left_out():
    three = group(cluster("a", "A"), cluster("b", "B"), cluster("late", "C", (2029,)))
    found = regions.shared(three, value="value_added")
    assert list(found.scopes) == ["a", "b"]
    assert [label.code for label in found.left_out[0]["names"].parts] == ["late"]
    nobody = regions.shared(group(cluster("a", "elsewhere")), value="value_added")
    assert nobody["code"] == "left_out_industries"
    assert regions.special(nobody).reason == nobody


def test_growth_and_stars_say_their_years():
    found = regions.shared(group(cluster("a", "A"), cluster("b", "B")), value="value_added")
    grown = regions.growth(found)
    assert grown.data.index.tolist() == ["A", "B"]
    told = grown.said[0].values
    assert (told["before"], told["after"]) == (2028, 2031)
    assert told["high"] == grown.data["regional_pct"].max()
    stars = regions.leading(found, seed=1)
    assert set(stars.data.index.get_level_values("region")) == {"A", "B"}
    assert stars.as_of == "2031"
    alone = regions.shared(group(cluster("a", "A", (2031,))), value="value_added")
    assert regions.growth(alone).reason == Reason("no_earlier_year", year="2031")


def test_next_years_rows_move_the_comparison_and_break_nothing():
    found = regions.shared(
        group(cluster("a", "A", (2028, 2031, 2032)), cluster("b", "B", (2028, 2031, 2032))),
        value="value_added",
    )
    assert regions.special(found).as_of == "2032"
    assert regions.growth(found).said[0].values["after"] == 2032
