"""An invented euro study: money in million EUR, two levels of region, no jobs told."""

from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

from clusterlab.load.choices import FUND_USES
from clusterlab.study.money.chosen import MoneyStudy
from clusterlab.study.money.flows import FundFlows

FACTS = ["indicator", "value", "unit", "as_of", "confidence", "source_id"]
DEALS = [
    "date", "region", "stage", "amount", "firm_id", "investor_id", "firm_lon", "firm_lat",
    "investor_lon", "investor_lat", "source_id",
]  # fmt: skip
SERIES = {"evca": {"name_en": "Members"}, "evca_all": {"name_en": "All investors"}}


def facts(*rows):
    return pd.DataFrame(list(rows), columns=FACTS)


class Place:
    """A cluster of three firms and an investor."""

    slug, as_of, currency, levels = "toy", "2024", "EUR", ("state", "county")

    def __init__(self, **tables):
        self.meta = {"counts": {"firms": ["tenants"]}}
        self.facts = tables.get("facts", facts(("tenants", 4.0, "firms", "2023", "B", "f")))
        self.deals = tables.get("deals", pd.DataFrame(columns=DEALS))
        self.fund_investors = pd.DataFrame()
        nation = SimpleNamespace(meta={"venture_series": SERIES})
        self.package = SimpleNamespace(
            meta=self.meta, references={"nation": nation}, tables={"deals": self.deals}
        )

    def money_unit(self, column):
        return "million EUR" if column in {"funds.size", "deals.amount"} else ""

    def home(self, level):
        return {"state": "DE2"}.get(level, "")

    def organisations(self, *, include=("present",)):
        return pd.DataFrame(
            {"type": ["firm", "firm", "startup", "investor"], "source_id": ["o", "o", "p", "o"]}
        )


@pytest.fixture
def place():
    return Place


@pytest.fixture
def money_of(make_funds):
    """Make a study of invented funds, national facts, deals and flows."""

    def make(*funds, national=(), told=(), own=(), deals=None, flows=None, **years):
        none = make_funds({"fund_id": "a"}).assign(**dict.fromkeys(FUND_USES, np.nan)).iloc[:0]

        def table(rows):
            made = make_funds(*rows) if rows else none
            return made.assign(**{n: made.get(n, np.nan) for n in FUND_USES})

        cluster = Place(deals=pd.DataFrame(columns=DEALS) if deals is None else deals)
        return MoneyStudy(
            "toy", "장난감", "Toy", "2024", {}, pd.DataFrame(), pd.DataFrame(), {},
            table(funds), table(national), facts(*own), facts(*told), flows, cluster,
            "million EUR", years.get("first_year", 0), years.get("last_year", 9999),
        )  # fmt: skip

    return make


@pytest.fixture
def flows_of():
    def make(rows, **given):
        table = pd.DataFrame(rows, columns=["fund_id", "date", "kind", "amount"])
        table["date"] = pd.to_datetime(table["date"])
        return FundFlows(
            table, pd.Series(dtype=float), given.get("index"), "million EUR", "2023-01-01",
            given.get("illustrative", False), pd.DataFrame({"source_id": ["own"]}),
            given.get("assumptions", pd.DataFrame(columns=["indicator", "value", "unit"])),
        )  # fmt: skip

    return make
