"""Fund money for each firm and job, divided by hand."""

import numpy as np
import pandas as pd
import pytest

import clusterlab as cl
from clusterlab.study.money import intensity as money_intensity


def test_each_firm_and_job_by_hand(built_in):
    found = money_intensity.counts(built_in["osong"])
    listed = built_in["osong"].organisations()["type"].isin(cl.study.inventory.FIRMS).sum()
    assert found["firms"] == (listed, 74)
    assert found["jobs"] == (6305, 6305)
    table = money_intensity.intensity(built_in["osong"].package.tables["funds"], found)
    assert table.loc["per_job", "high"] == pytest.approx(910 / 6305)
    assert table.loc["per_firm", "low"] == pytest.approx(910 / 74)
    songdo = money_intensity.counts(built_in["incheon"])
    assert songdo["jobs"] == (5000, 6000)


def test_without_counts_there_is_a_reason(make_funds):
    table = money_intensity.intensity(
        make_funds({"fund_id": "a", "size": 1}),
        {"firms": (np.nan, np.nan), "jobs": (np.nan, np.nan)},
    )
    assert table.loc["per_job", "reason"] == "no_jobs"
    assert table.loc[["per_firm", "per_job"], ["low", "high"]].isna().all(axis=None)


class Place:
    """A cluster of two firms, whose facts are named as another country names them."""

    slug, as_of = "toy", "2024"
    facts = pd.DataFrame(
        [("tenants", 3.0, "2022"), ("tenants", 5.0, "2024"), ("firms", 9.0, "2024")],
        columns=["indicator", "value", "as_of"],
    ).assign(source_id="s")

    def __init__(self):
        self.meta = {"counts": {"firms": ["tenants"], "jobs": ["staff"]}}

    def organisations(self, *, include):
        return pd.DataFrame({"type": ["firm", "startup", "university"], "source_id": "o"})


def test_counts_are_the_facts_that_the_package_names():
    found = money_intensity.counts(Place())
    assert found["firms"] == (2, 5)
    assert np.isnan(found["jobs"]).all()
    assert found["source_ids"] == ["o", "s"]


def test_money_received_without_jobs_has_the_reason():
    table = money_intensity.received(6.0, money_intensity.counts(Place()))
    assert table.loc["per_firm", ["low", "high"]].tolist() == [6 / 5, 3]
    assert table.loc["per_job", "reason"] == "no_jobs"
