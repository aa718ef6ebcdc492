import pandas as pd
import pytest

from clusterlab.siting import Scenario
from clusterlab.study.scenarios.balance import balances

HERE = {"id": "here", "name_ko": "여기", "jobs_fact": "f-jobs", "homes_fact": "f-homes"}
DORMITORY = {"id": "d", "kind": "dormitory", "lon": 127.0, "lat": 37.0, "homes": 100}


def test_homes_added_ease_the_balance_that_they_name(facts: pd.DataFrame) -> None:
    told = balances(
        Scenario("s", balances=(HERE,), homes=({**DORMITORY, "balance": "here"},)), facts=facts
    )
    assert told.loc[("here", "before"), ["jobs", "homes", "ratio"]].tolist() == [300, 200, 1.5]
    assert told.loc[("here", "after"), ["jobs", "homes", "ratio"]].tolist() == [300, 300, 1.0]
    assert told.loc[("here", "after"), "name_ko"] == "여기"
    assert told.loc[("here", "after"), "name_en"] == "here"


def test_homes_elsewhere_do_not_count_and_jobs_added_do(facts: pd.DataFrame) -> None:
    told = balances(
        Scenario("s", balances=(HERE,), homes=(DORMITORY,)), facts=facts, jobs_added=100
    )
    assert told.loc[("here", "after"), ["jobs", "homes", "ratio"]].tolist() == [400, 200, 2.0]


def test_a_fact_that_is_unknown_is_refused(facts: pd.DataFrame) -> None:
    with pytest.raises(ValueError, match="There is no fact 'nothing'"):
        balances(Scenario("s", balances=({**HERE, "jobs_fact": "nothing"},)), facts=facts)
    assert balances(Scenario("s"), facts=facts).empty
