"""What firms received: deals of an invented country, with and without jobs."""

import pandas as pd
import pytest

from clusterlab.model.reason import Reason
from clusterlab.model.said import Amount, Label, Word
from clusterlab.study.money import received


def deals(*rows):
    base = {
        "date": "2024-03-01", "region": "here", "stage": "seed", "amount": 2.0, "firm_id": "f",
        "investor_id": "i", "firm_lon": None, "firm_lat": None, "investor_lon": None,
        "investor_lat": None, "source_id": "s",
    }  # fmt: skip
    return pd.DataFrame([base | row for row in rows])


def test_deals_without_jobs_finish(money_of):
    found = received.received(money_of(deals=deals({}, {"amount": 4.0, "date": "2024-05"})))
    # Three firms are listed, four are published.
    assert found.said[0].values["each"] == Amount((1.5, 2), "million EUR")
    assert found.data.loc["per_job", "reason"] == "no_jobs"
    assert (found.n, found.as_of, found.sources) == (2, "2024-05", ("s",))


def test_no_deals_have_three_reasons(money_of):
    money = money_of()
    asked = (received.received, received.stage_gap, received.local_bias)
    assert [one(money).reason.code for one in asked] == [
        "no_deals_firms", "no_deals_stage", "no_deals_places",
    ]  # fmt: skip


def test_the_gap_is_that_of_the_region_of_most_own_deals(money_of):
    table = deals({}, {"stage": "late"}, {"region": "there"}, {"region": "there", "stage": "late"})
    table.loc[1, "amount"] = 6.0
    found = received.stage_gap(money_of(deals=pd.concat([table, table.iloc[[0]]])))
    # Here 4 of 10 go to seed, there 2 of 4.
    values = found.said[0].values
    assert values["stage"] == Label("deal_stage", "seed") and values["year"] == 2024
    assert values["gap"] == pytest.approx(0.4 - 0.5)
    assert received.stage_gap(money_of(deals=deals({}))).reason == Reason("no_deals_stage")


def test_local_bias_needs_both_places_and_names(money_of):
    here = {"firm_lon": 9.0, "firm_lat": 48.0, "investor_lon": 9.0, "investor_lat": 48.0}
    far = {"firm_id": "g", "investor_id": "j", "firm_lon": 12.0, "investor_lon": 12.0}
    found = received.local_bias(money_of(deals=deals(here, here | far, {})))
    assert found.said[0].values == {"value": pytest.approx(1), "investors": 2}
    nameless = deals(here | {"investor_id": None})
    assert received.local_bias(money_of(deals=nameless)).reason == Reason("no_deals_places")


def test_regional_investment_names_the_level_of_the_data(money_of):
    own = [
        ("vc_region_audit_investment_share_bavaria", 7.0, "%", "2022", "B", "s"),
        ("vc_region_audit_investment_bavaria", 70.0, "million EUR", "2022", "B", "s"),
    ]
    found = received.regional(money_of(own=own))
    values = found.said[0].values
    assert values["level"] == Label("level", "state") and values["share"] == (0.07, 0.07)
    money = money_of(own=own)
    money.cluster.levels = ()
    assert received.regional(money).said[0].values["level"] == Word("region_untold")
    assert received.regional(money_of()).reason == Reason("no_regional_investment")


def test_what_is_unknown_follows_from_what_is_missing(money_of, flows_of):
    invented = flows_of([], illustrative=True)
    assert received.unknown(money_of(flows=invented)).said[0].key == "money_unknown"
    money = money_of(flows=invented, deals=deals({}))
    assert received.unknown(money).said[0].key == "money_unknown_flows"
    assert not received.unknown(money_of(flows=flows_of([]), deals=deals({}))).said
