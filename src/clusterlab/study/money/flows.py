"""Chooses the cash flows a report looks at: the reader's own, or invented ones marked as such."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from ...invest.j_curve import j_curve
from ...invest.pacing import pacing_bands, unfunded
from ...invest.performance import POOLED, performance
from ...load import catalog
from ...load.columns import UNDATED
from ...load.money_files import FLOWS, FUNDS, INDEX, read_money
from ...load.money_rules import EXAMPLE, flows_problems
from ...load.package import read_package
from ...model.flows import signed_flows
from ...model.problem import DataError
from ...model.units import money


@dataclass(frozen=True)
class FundFlows:
    """Cash flows and what belongs to them.

    Attributes
    ----------
    flows : DataFrame
        fund_id, date, kind, amount.
    commitments : Series
        Size of each fund by its id, where known.
    index : Series or None
        Levels of a public index by day.
    money_unit : str
        Unit of the amounts.
    valuation_date : str
        Day that figures hold for.
    illustrative : bool
        Whether all of it is invented.
    sources : DataFrame
        What to cite.
    assumptions : DataFrame
        What invented flows were computed from; no rows for real ones.
    """

    flows: pd.DataFrame
    commitments: "pd.Series[float]"
    index: "pd.Series[float] | None"
    money_unit: str
    valuation_date: str
    illustrative: bool
    sources: pd.DataFrame
    assumptions: pd.DataFrame

    @property
    def source_ids(self) -> list[str]:
        """Ids of the sources."""
        return list(self.sources["source_id"])


def choose_flows(
    *,
    flows_file: str = "",
    funds_file: str = "",
    index_file: str = "",
    money_unit: str = "",
    valuation_date: str = "",
) -> FundFlows:
    """Read the reader's own flows, or the built-in invented ones where no file is named.

    Parameters
    ----------
    flows_file, funds_file, index_file : str
        Paths of tables (`load.money_files`), or empty texts. Without an index of their own, own
        flows are not set beside any.
    money_unit : str
        Unit of the amounts, where the file has no column for it.
    valuation_date : str
        Day; that of the last flow where it is empty.

    Raises
    ------
    DataError
        Lists every problem of the files.
    ValueError
        The unit is none of money.
    """
    if not flows_file:
        return _example()
    flows = read_money(flows_file, FLOWS)
    problems = flows_problems(flows, Path(flows_file).name, money_unit, valuation_date)
    if problems:
        raise DataError(problems)
    units = flows["unit"].dropna().unique()
    unit = str(units[0]) if len(units) else money_unit
    if money(unit) is None:
        raise ValueError(f"{unit!r} is not a unit of money, such as 'million EUR'")
    sizes = pd.Series(dtype=float)
    if funds_file:
        sizes = read_money(funds_file, FUNDS).groupby("fund_id")["size"].max().dropna()
    index = None
    if index_file:
        levels = read_money(index_file, INDEX)
        index = levels.set_index("date")["level"].sort_index()
    return FundFlows(
        flows[["fund_id", "date", "kind", "amount"]],
        sizes,
        index,
        unit,
        valuation_date or str(flows["date"].max().date()),
        False,
        _own_source(Path(flows_file).name),
        pd.DataFrame(columns=["indicator", "value", "unit"]),
    )


def _example() -> FundFlows:
    package = read_package(catalog.data_folder() / EXAMPLE)
    facts = package.tables["facts"]
    levels = facts[facts["indicator"] == "index"]
    index = pd.Series(levels["value"].to_numpy(float), index=pd.to_datetime(levels["as_of"]))
    funds = package.tables["funds"].set_index("fund_id")
    return FundFlows(
        package.tables["cash_flows"],
        funds["size"],
        index,
        package.meta["money_unit"]["cash_flows.amount"],
        str(package.meta["as_of"]),
        True,
        package.sources,
        facts[facts["indicator"] != "index"][["indicator", "value", "unit"]],
    )


def _own_source(file: str) -> pd.DataFrame:
    row = {
        "source_id": "own-flows",
        "title": file,
        "path": "",
        "publisher": "이용자 자료 (user's own table)",
        "date": UNDATED,
        "licence": "미표시 (none stated)",
        "kind": "file",
    }
    return pd.DataFrame([row])


def measured(chosen: FundFlows) -> pd.DataFrame:
    """Measure every fund and the pool, an index beside them where there is one.

    Parameters
    ----------
    chosen : FundFlows
        What `choose_flows` returns.

    Returns
    -------
    DataFrame, indexed by fund_id, ``pooled`` last
        As `invest.performance`; with roots: how many rates of return there are, and unfunded:
        what investors still owe [money], NaN where the commitment is not known.
    """
    table = performance(
        chosen.flows,
        valuation_date=chosen.valuation_date,
        money_unit=chosen.money_unit,
        index=chosen.index,
    )
    table["roots"] = table["xirr_roots"].map(len)
    funds = table.index.drop(POOLED)
    known = chosen.commitments.reindex(funds)
    left = unfunded(known, table.loc[funds, "paid_in"])
    table["unfunded"] = left.reindex(table.index)
    table.loc[POOLED, "unfunded"] = left.sum() if left.notna().all() else np.nan
    return table


def pooled_j_curve(chosen: FundFlows) -> pd.DataFrame:
    """Add up what all funds called and paid out, day by day.

    Parameters
    ----------
    chosen : FundFlows
        What `choose_flows` returns.

    Returns
    -------
    DataFrame, indexed by date
        As `invest.j_curve`.
    """
    signed = signed_flows(chosen.flows)
    moved = signed[signed["kind"] != "nav"].groupby(["date", "kind"])["amount"].sum()
    return j_curve(moved.reset_index())


def pacing_bands_of(
    commitment: float,
    *,
    flow: str,
    contribution_rates: Sequence[float],
    life_years: int,
    growth: float,
    growth_sd: float,
    bow: float,
    simulations: int,
    seed: int,
) -> pd.DataFrame:
    """Project one commitment, and give the middle and the 90 % band of one of its flows.

    Parameters
    ----------
    commitment, contribution_rates, life_years, growth, growth_sd, bow, simulations, seed
        As `invest.pacing_bands`.
    flow : str
        contribution, distribution, nav, unfunded or net.

    Returns
    -------
    DataFrame, indexed by year
        low, middle, high [money].
    """
    bands = pacing_bands(
        commitment,
        contribution_rates=contribution_rates,
        life_years=life_years,
        growth=growth,
        growth_sd=growth_sd,
        bow=bow,
        simulations=simulations,
        seed=seed,
    )
    columns = zip(("low", "middle", "high"), (0.05, 0.5, 0.95), strict=True)
    return pd.DataFrame({name: bands[(flow, quantile)] for name, quantile in columns})
