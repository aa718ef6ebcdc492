"""Values carried to a day, and the pool, written out by hand."""

import numpy as np
import pytest

from clusterlab.invest._closed_flows import NO_DAY, close_flows, multiples_of, with_pool
from clusterlab.invest._fund_tables import FundFlows

# Fund a: a value, then a call and a distribution, an older value before; fund b has none.
FLOWS = FundFlows(
    ["a", "b"],
    np.array([0, 5, 7]),
    np.array([0, 10, 20, 30, 40, 5, 20]),
    np.array([-100.0, 70.0, 120.0, -20.0, 50.0, -10.0, 4.0]),
    np.array([0, 2, 2, 0, 1, 0, 1]),
)


def test_the_last_value_is_carried_and_others_go():
    closed = close_flows(FLOWS, 50)
    assert closed.begins.tolist() == [0, 4, 6]
    assert closed.days.tolist() == [0, 30, 40, 50, 5, 20]
    # 120, and 20 called, less 50 distributed since.
    assert closed.amounts.tolist() == [-100, -20, 50, 90, -10, 4]
    assert closed.value_days.tolist() == [20, NO_DAY]


def test_a_value_is_never_below_zero():
    told = FLOWS._replace(amounts=FLOWS.amounts * np.where(FLOWS.kinds == 1, 10, 1))
    assert close_flows(told, 50).amounts[3] == 0


def test_the_pool_adds_up_by_day_and_kind_and_has_no_value_if_one_fund_has_none():
    pooled = with_pool(close_flows(FLOWS, 50))
    assert pooled.begins.tolist() == [0, 4, 6, 11]
    assert pooled.days[6:].tolist() == [0, 5, 20, 30, 40]
    assert pooled.amounts[6:].tolist() == [-100, -10, 4, -20, 50]
    assert pooled.value_days[2] == NO_DAY
    table = multiples_of(pooled)
    assert table["paid_in"].tolist() == [120, 10, 130]
    assert table["distributed"].tolist() == [50, 4, 54]
    assert table["tvpi"].tolist() == pytest.approx([140 / 120, np.nan, np.nan], nan_ok=True)
    assert table["dpi"].tolist() == pytest.approx([50 / 120, 0.4, 54 / 130])


def test_without_kinds_nothing_can_be_closed():
    with pytest.raises(ValueError, match="kinds"):
        close_flows(FLOWS._replace(kinds=None), 50)
