"""Growth of regions, against shares worked out by hand."""

import pandas as pd
import pytest

from clusterlab.model.reason import Reason
from clusterlab.study import growth
from clusterlab.study.scope import Scope

BEFORE = pd.DataFrame(
    {"bio": [30.0, 10.0, 10.0], "food": [20.0, 40.0, 40.0]}, index=["A", "B", "C"]
)
AFTER = pd.DataFrame({"bio": [60.0, 10.0, 10.0], "food": [20.0, 40.0, 40.0]}, index=["A", "B", "C"])
for table in (BEFORE, AFTER):
    table.attrs = {"source_ids": ["s"]}


def test_growth_adds_up_and_is_ranked():
    found = growth.parts(BEFORE, AFTER, regions=["C", "A"])
    assert found.index.tolist() == ["C", "A"]
    assert found.loc["A", "change_pct"] == pytest.approx(60)
    assert found.loc["A", "national_pct"] == pytest.approx(20)  # from 150 to 180
    parts = found[["national_pct", "mix_pct", "regional_pct"]].sum(axis="columns")
    assert parts.tolist() == pytest.approx(found["change_pct"].tolist())
    assert found["regional_rank"].tolist() == [2, 1]
    assert found.attrs == {"compared": 3, "source_ids": ["s"]}


def test_stars_of_a_region_come_with_the_most_first():
    found = growth.stars_of(BEFORE, AFTER, regions=["A"])
    assert found.index.tolist()[0] == ("A", "bio")
    assert found["stars"].is_monotonic_decreasing
    assert found.loc[("A", "bio"), "growth"] == pytest.approx(1.0)


@pytest.mark.parametrize("ask", [growth.parts, growth.stars_of])
def test_an_unknown_region_is_named(ask):
    with pytest.raises(ValueError, match="'D' is not among"):
        ask(BEFORE, AFTER, regions=["D"])


def within(unit: str = "million EUR", **notes) -> Scope:
    after = AFTER.copy()
    after.attrs = {"source_ids": ["s"], "year": 2031, "unit": unit}
    return Scope("county", "A", "value_added", (2028, 2031), (BEFORE, after), notes)


def test_the_growth_of_the_region_is_said_with_its_years_and_level():
    found = growth.region(within())
    told = found.said[0].values
    assert (told["before"], told["after"], told["level"].code) == (2028, 2031, "county")
    assert (told["change"], told["rank"]) == (pytest.approx(60), 1)
    assert (found.as_of, found.sources, found.scope) == ("2031", ("s",), "A")
    stars = growth.leading(within(), seed=1)
    assert stars.said[0].values["first"].code == "bio"
    assert stars.as_of == "2031"


def test_one_year_is_no_growth():
    alone = Scope("county", "A", "value_added", (2031,), (AFTER,))
    for found in (growth.region(alone), growth.leading(alone, seed=1)):
        assert found.reason == Reason("no_earlier_year", year="2031")
    missing = Reason("no_regional_figures")
    assert growth.region(missing).reason == missing


@pytest.mark.parametrize(
    ("unit", "key"),
    [
        ("million EUR, chained 2015 prices", "growth_basis.chained"),
        ("million EUR, constant 2015 prices", "growth_basis.constant"),
        ("million EUR", "growth_basis.unsaid"),
    ],
)
def test_prices_and_what_the_package_says_of_a_year_are_borne_in_mind(unit, key):
    note = {"en": "A flood."}
    told = growth.basis(within(unit, **{"2028": note, "2029": {"en": "Not looked at."}}))
    assert [one.key for one in told] == [key, "year_note"]
    assert told[1].values["note"].names == note
