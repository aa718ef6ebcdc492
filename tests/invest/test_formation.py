"""Formed against target, by hand, with failures and disputed rows."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from clusterlab.invest import formation

ROWS = pd.DataFrame(
    [
        ("a", "closed", "2023-10", 1000.0),
        ("b", "plan", "2023-10", 700.0),
        ("a", "closed", "2024-08", 1500.0),
        ("b", "closed", "2024-08", 600.0),
        ("b", "closed", "2024-08", 800.0),
        ("c", "formed", "2024-08", None),
        ("a", "failed", "2025-03-05", None),
    ],
    columns=["fund_id", "status", "as_of", "size"],
).assign(name="F", kind="fund", source_id="s")


def test_by_hand():
    table = formation(ROWS, target=10_000)
    assert [str(date.date()) for date in table.index] == ["2023-10-31", "2024-08-31", "2025-03-05"]
    assert table["low"].tolist() == [1000, 2100, 600]
    assert table["high"].tolist() == [1000, 2300, 800]
    assert table["funds"].tolist() == [1, 2, 1]
    assert table["high_pct"].tolist() == pytest.approx([10, 23, 8])


def test_chosen_funds_and_a_year_means_its_last_day():
    table = formation(ROWS.assign(as_of="2024"), target=100, fund_ids=["b"])
    assert str(table.index[0].date()) == "2024-12-31"
    assert table["low_pct"].tolist() == [600]


def test_refusals():
    with pytest.raises(ValueError, match="target must be above zero"):
        formation(ROWS, target=0)
    with pytest.raises(ValueError, match="'z' is not in the table"):
        formation(ROWS, target=1, fund_ids=["z"])
    for wrong in ("23-10", "2023-13"):
        with pytest.raises(ValueError, match=f"as_of '{wrong}'"):
            formation(ROWS.assign(as_of=wrong), target=1)


def test_the_published_totals_of_the_vaccine_funds_come_out():
    # Fund by fund: 1,116.3; with fund 1 (1,500); fund 2 final at 1,566; fund 3 at 720, then 800;
    # fund 4 (800) is dated by its year alone. Fund 3 failed at first; 5 and 6 are plans.
    path = Path(__file__).parents[2] / "data" / "korea" / "funds.csv"
    funds = pd.read_csv(path, dtype={"as_of": str})
    ids = [f"kbio-{n}" for n in ("1", "2", "3", "3-first", "4", "5", "6")]
    table = formation(funds, target=10_000, fund_ids=ids)
    by_hand = [1116.3, 2616.3, 3066, 3786, 3866, 4666]
    assert table["low"].tolist() == pytest.approx(by_hand)
    assert table["high"].tolist() == pytest.approx(by_hand)
    published = funds.loc[funds["fund_id"] == "kbio-cumulative", "size"]
    assert published.tolist() == pytest.approx(by_hand[1:])
    assert table["high_pct"].iloc[-1] == pytest.approx(46.66)


def test_many_funds_are_as_each_by_itself():
    """A fund's state on a date rests on its own rows alone: counted fund by fund."""
    rng = np.random.default_rng(0)
    size = 200
    table = pd.DataFrame(
        {
            "fund_id": [f"f{i}" for i in rng.integers(0, 40, size)],
            "name": "F",
            "kind": "fund",
            "status": rng.choice(["closed", "operating", "failed", "planned"], size),
            "as_of": rng.choice(["2019", "2020-03", "2020-03-05", "2021"], size),
            "size": rng.choice([np.nan, 1.0, 2.5, 7.0], size),
            "source_id": "s",
        }
    )
    together = formation(table, target=100)
    alone = [formation(rows, target=100) for _, rows in table.groupby("fund_id")]
    for column in ("low", "high", "funds"):
        parts = [one[column].reindex(together.index).ffill().fillna(0.0) for one in alone]
        assert together[column].tolist() == pytest.approx(sum(parts).tolist())
