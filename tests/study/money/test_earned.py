"""What funds earned on flows of the reader's own and on invented ones, by hand."""

import pandas as pd
import pytest

from clusterlab.model.reason import Reason
from clusterlab.model.said import Amount
from clusterlab.study.money import earned

ROWS = [
    ("a", "2020-01-01", "call", 100), ("a", "2022-01-01", "distribution", 60),
    ("a", "2023-01-01", "nav", 90),
]  # fmt: skip


def test_own_flows(money_of, flows_of):
    found = earned.earned(money_of(flows=flows_of(ROWS)))
    assert found.said[0].key == "earned"
    assert found.said[0].values["tvpi"] == pytest.approx(1.5)
    assert found.said[1] == Reason("no_index")
    assert [one.key for one in found.cautions] == ["own_flows"]
    assert {one.measure for one in found.columns} == {"tvpi", "dpi", "xirr"}
    assert (found.as_of, found.sources, found.n) == ("2023-01-01", ("own",), 1)


def test_invented_flows_are_marked(money_of, flows_of):
    assumed = pd.DataFrame({"indicator": ["growth_index"], "value": [0.05], "unit": ["share/year"]})
    index = pd.Series([100.0, 100.0], index=pd.to_datetime(["2019-01-01", "2024-01-01"]))
    flows = flows_of(ROWS, illustrative=True, assumptions=assumed, index=index)
    found = earned.earned(money_of(flows=flows))
    assert [one.key for one in found.said] == ["earned_example", "earned_index_example"]
    assert found.said[1].values["growth"] == 0.05
    assert [(one.key, one.tone) for one in found.cautions] == [("illustrative", "warning")]
    assert all(one.measure.endswith("_example") for one in found.columns)
    assert [one.caption for one in found.tables] == ["earned_example", "flow_assumptions"]


def test_a_return_that_cannot_be_told_has_its_reason(money_of, flows_of):
    found = earned.earned(money_of(flows=flows_of(ROWS[:2])))
    assert isinstance(found.said[0], Reason)


def test_the_deepest_point(money_of, flows_of):
    values = earned.j_curve(money_of(flows=flows_of(ROWS))).said[0].values
    assert values == {"lowest": Amount(-100, "million EUR"), "date": "2020-01-01"}


def test_pacing_is_in_the_unit_of_the_funds(money_of):
    found = earned.pacing(
        money_of(), commitment=100, simulations=200, contribution_rates=[0.5], life_years=2,
        growth=0.1, growth_sd=0.2, bow=2, seed=1,
    )  # fmt: skip
    values = found.said[0].values
    assert values["commitment"] == Amount(100, "million EUR")
    # Half of what is left is called each year; a life of two years has no third.
    assert values["owed"] == Amount(25, "million EUR")
    assert values["lowest"].value == found.data["middle"].min()
