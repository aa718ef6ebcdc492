"""Rates of many funds are those of one after the other, reasons among them."""

import numpy as np
import pytest

from clusterlab.invest._rate_tables import rates_of
from clusterlab.invest.rate import rate_of


def test_one_by_one_and_together():
    rng = np.random.default_rng(8)
    funds = []
    for number in range(400):
        size = int(rng.integers(1, 12))
        days = np.sort(rng.integers(0, 900, size))
        amounts = rng.integers(-4, 5, size).astype(float)
        if number % 5 == 0:
            amounts = -np.abs(amounts)
        if number % 7 == 0:
            amounts = amounts * 10.0 ** rng.integers(-9, 9, size)
        funds.append(((days - days[0]) / 365, amounts))
    begins = np.cumsum([0, *(len(years) for years, _ in funds)])
    years, amounts = map(np.concatenate, zip(*funds, strict=True))
    table = rates_of(years, amounts, begins)
    for row, fund in zip(table.itertuples(), funds, strict=True):
        rate = rate_of(*fund)
        assert row.roots == pytest.approx(rate.roots, rel=1e-9, abs=1e-12)
        assert row.quoted == pytest.approx(rate.quoted, rel=1e-9, abs=1e-12, nan_ok=True)
        assert row.reason == rate.reason.get("code", "")
    assert set(table["reason"]) == {"", "no_sign_change", "total_loss", "no_root", "out_of_range"}


def test_a_fund_without_flows_has_no_rate():
    table = rates_of(np.array([0.0, 1.0]), np.array([-1.0, 1.1]), np.array([0, 0, 2]))
    assert table["reason"].tolist() == ["no_sign_change", ""]
    assert table["quoted"].tolist() == pytest.approx([np.nan, 0.1], nan_ok=True)
