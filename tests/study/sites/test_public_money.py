"""What public money buys, at the rate that the country's facts tell."""

from types import SimpleNamespace

import pandas as pd
import pytest

from clusterlab.model.reason import Reason
from clusterlab.model.said import Amount
from clusterlab.study.sites.public_money import public_moneys, social_rate

FACTS = ["indicator", "value", "as_of", "source_id"]
PLAN = {
    "public_cost": (100, 100, 200), "public_start_year": (2020, 2020, 2020),
    "public_end_year": (2020, 2020, 2020), "jobs": (5, 5, 10), "jobs_year": (2020, 2020, 2020),
}  # fmt: skip


def place(*rates, **terms):
    rows = [
        {
            "site_id": "s", "name_ko": "가", "name_en": "A", "district_id": "d", "term": term,
            "low": ends[0], "mode": ends[1], "high": ends[2],
            "unit": "million EUR" if term == "public_cost" else "year", "basis": "fact",
            "confidence": "B", "source_id": "x", "note": "",
        }
        for term, ends in terms.items()
    ]  # fmt: skip
    columns = ["site_id", "name_ko", "name_en", "district_id", "term"]
    return SimpleNamespace(
        appraisal_terms=pd.DataFrame(rows) if rows else pd.DataFrame(columns=columns),
        currency="EUR",
        money_unit=lambda column: "million EUR",
        facts=pd.DataFrame(columns=FACTS),
        shared_facts=pd.DataFrame(
            [("social_discount_rate", *rate) for rate in rates], columns=FACTS
        ),
    )


def test_the_newest_rate_is_used_and_cited():
    cluster = place((3.0, "2010", "old"), (2.0, "2022", "new"), **PLAN)
    assert social_rate(cluster)["value"] == 2.0
    bought, rate = public_moneys(cluster)
    assert bought.said[0].values["each"] == Amount((10, 40), "million EUR")
    assert bought.numbers[0].unit == "million EUR"
    assert bought.numbers[1].reason["code"] == "no_private_investment"
    assert rate.cautions[0].values == {"rate": pytest.approx(0.02), "date": "2022"}
    assert rate.sources == ("new",)


def test_without_a_rate_of_the_country_none_is_assumed():
    found = public_moneys(place(**PLAN))
    assert [one.reason for one in found] == [Reason("no_social_rate")] * 2


def test_no_site_tells_of_public_money():
    assert [one.reason for one in public_moneys(place())] == [Reason("no_public_money_told")]
