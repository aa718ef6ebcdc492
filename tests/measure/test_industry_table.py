"""Industry table: what it picks, and what it refuses to add up."""

import numpy as np
import pandas as pd
import pytest

from clusterlab.measure import industry_table


def long(**columns):
    rows = [
        (region, industry, year)
        for year in (2023, 2024)
        for region in ("Seoul", "Incheon")
        for industry in ("J", "C", "G")
    ]
    table = pd.DataFrame(rows, columns=["region", "industry", "year"])
    table["employees"] = np.arange(1.0, len(table) + 1) ** 2
    return table.assign(level="sido", **columns)


def test_takes_the_latest_year_in_order_of_appearance():
    table = industry_table(long(), value="employees", level="sido")
    assert table.index.tolist() == ["Seoul", "Incheon"]
    assert table.columns.tolist() == ["J", "C", "G"]
    assert table.loc["Incheon"].tolist() == [100, 121, 144]
    assert (table.attrs["value"], table.attrs["year"]) == ("employees", 2024)


def test_latest_year_is_one_that_gives_the_value():
    rows = long()
    rows.loc[rows["year"] == 2024, "employees"] = np.nan
    assert industry_table(rows, value="employees", level="sido").attrs["year"] == 2023
    with pytest.raises(ValueError, match="gives employees for 2024"):
        industry_table(rows, value="employees", level="sido", year=2024)


def test_levels_are_never_mixed():
    rows = pd.concat(
        [
            long(),
            long()
            .assign(region="all", level="nation")
            .drop_duplicates(["region", "industry", "year"]),
        ]
    )
    assert industry_table(rows, value="employees", level="sido").shape == (2, 3)
    with pytest.raises(ValueError, match=r"level is 'sidoo'.*Did you mean 'sido'"):
        industry_table(rows, value="employees", level="sidoo")


def test_a_total_beside_its_parts_is_refused():
    rows = long()
    totals = rows.groupby(["region", "year", "level"], as_index=False)["employees"].sum()
    both = pd.concat([rows, totals.assign(industry="ALL")])
    with pytest.raises(ValueError, match=r"'ALL' is the sum of the others.*exclude=\['ALL'\]"):
        industry_table(both, value="employees", level="sido")
    table = industry_table(both, value="employees", level="sido", exclude=["ALL"])
    pd.testing.assert_frame_equal(table, industry_table(rows, value="employees", level="sido"))


def test_suppressed_is_missing_and_sources_travel():
    rows = long(suppressed=False, source_id="kosis", industry_name="name")
    rows.loc[0, "suppressed"] = True
    table = industry_table(rows, value="employees", level="sido", year=2023)
    assert np.isnan(table.loc["Seoul", "J"])
    assert table.notna().sum().sum() == 5
    assert table.attrs["source_ids"] == ["kosis"]
    assert table.attrs["industry_names"]["C"] == "name"


def test_an_industry_given_twice_is_refused():
    rows = pd.concat([long(), long().iloc[[7]]])
    with pytest.raises(ValueError, match="Region 'Seoul' has the industry 'C' twice for 2024"):
        industry_table(rows, value="employees", level="sido")


def test_unknown_value_is_refused():
    with pytest.raises(ValueError, match=r"value is 'employee'.*Did you mean 'employees'"):
        industry_table(long(), value="employee", level="sido")
    with pytest.raises(ValueError, match="no column 'sales'"):
        industry_table(long(), value="sales", level="sido")
