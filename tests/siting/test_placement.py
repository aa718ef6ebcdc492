import numpy as np
import pandas as pd
import pytest

from clusterlab.siting.placement import (
    assignment_table,
    check_demand,
    check_number,
    found,
    nearest_assignment,
    not_served,
    relative_gap,
)

COST = pd.DataFrame([[1.0, 2.0], [np.inf, 5.0]], index=["d", "e"], columns=["A", "B"])


def test_weights_go_by_name_and_fixed_sites_by_position() -> None:
    demand = check_demand(COST, pd.Series({"e": 7.0, "d": 3.0}), ["B"])
    assert demand.weights.tolist() == [3.0, 7.0]
    assert demand.fixed.tolist() == [1]
    assert check_number(2, demand) == 2


def test_optimal_is_said_only_when_the_gap_is_nil() -> None:
    demand = check_demand(COST, None, [])
    sites = np.array([1])
    table = nearest_assignment(demand, sites)
    assert found(demand, sites, objective=7.0, bound=7.0, assignment=table).status == "optimal"
    open_gap = found(demand, sites, objective=7.0, bound=6.3, assignment=table)
    assert (open_gap.status, open_gap.gap) == ("feasible", pytest.approx(0.1))
    assert relative_gap(0.0, 0.0) == 0


def test_assignment_names_nobody_for_those_out_of_reach() -> None:
    demand = check_demand(COST, None, [])
    near = nearest_assignment(demand, np.array([0, 1]), within=1.5)
    assert near["site"].isna().tolist() == [False, True]
    assert near.loc["d", "site"] == "A"
    assert assignment_table(demand, np.array([1, 1]))["cost"].tolist() == [2.0, 5.0]
    assert not_served(demand, ["e"], {"code": "x"}).unserved == ("e",)


@pytest.mark.parametrize(
    ("cost", "weights", "fixed", "message"),
    [
        (-COST, None, [], "zero or more"),
        (COST.replace(1.0, np.nan), None, [], "column 'A' is missing"),
        (COST, [1.0], [], "2 values"),
        (COST, [1.0, -2.0], [], "That of 'e' is -2"),
        (COST, pd.Series({"d": 1.0}), [], "once for each demand point"),
        (COST, None, ["C"], "unknown candidate 'C'"),
    ],
)
def test_bad_input_is_refused(cost, weights, fixed, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        check_demand(cost, weights, fixed)


def test_more_facilities_than_sites_are_refused() -> None:
    demand = check_demand(COST, None, ["A", "B"])
    with pytest.raises(ValueError, match=r"number of candidates, 2\. It is 3"):
        check_number(3, demand)
    with pytest.raises(ValueError, match="counts the fixed sites, 2"):
        check_number(1, demand)
    with pytest.raises(ValueError, match="whole number of 1"):
        check_number(0, demand)
