"""Asks what funds earned on dated cash flows, and when committed money goes out and comes back."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from ...invest.performance import POOLED
from ...model.finding import Chart, Column, Finding, Table, finding
from ...model.reason import Reason
from ...model.said import Amount, Label, Word, caution, said
from .chosen import MoneyStudy
from .flows import FundFlows, measured, pacing_bands_of, pooled_j_curve
from .units import headed, named

# Columns of the table in the order of a reader: what went in and out, then the returns.
_AMOUNTS = ("paid_in", "distributed", "value", "unfunded")
_RETURNS = ("tvpi", "dpi", "rvpi", "xirr", "roots", "ks_pme", "direct_alpha", "pme_plus", "reason")


def _suffix(flows: FundFlows) -> str:
    """Invented flows have names and texts of their own, so that nobody takes them for real."""
    return "_example" if flows.illustrative else ""


@finding("money.earned")
def earned(money: MoneyStudy) -> Finding:
    """Say what the funds earned, each and pooled.

    Parameters
    ----------
    money : MoneyStudy
        Its cash flows, the reader's or invented.

    Returns
    -------
    Finding
        Its data are those of `flows.measured`.
    """
    flows = money.flows
    found, end = measured(flows), _suffix(money.flows)
    pool = found[found.index == POOLED].iloc[0]
    whose = (
        caution("illustrative", unit=flows.money_unit)
        if flows.illustrative
        else said("own_flows", unit=named(flows.money_unit))
    )
    several = found[found["roots"] > 1]
    twice = [caution("several_roots", names=", ".join(several.index))] if len(several) else []
    return Finding(
        data=found,
        sources=flows.source_ids,
        as_of=flows.valuation_date,
        n=len(found) - 1,
        said=[
            _pooled(
                f"earned{end}",
                pool,
                ("tvpi", "dpi", "xirr"),
                funds=len(found) - 1,
                date=flows.valuation_date,
            ),
            *_beside_the_index(flows, pool),
        ],
        cautions=[whose, *twice],
        tables=[
            Table(
                _shown(found, flows.money_unit),
                f"earned{end}",
                names={"fund": "fund_row"},
            ),
            *_assumptions(flows),
        ],
        columns=[
            Column(measure=f"{name}{end}", values=found[name], reason=found["reason"])
            for name in ("tvpi", "dpi", "xirr")
        ],
    )


def _pooled(key: str, pool: "pd.Series[Any]", names: Sequence[str], **values: Any) -> Any:
    """Say the pooled figures, or why one of them is missing."""
    if pool[list(names)].isna().any():
        return Reason(pool["reason"] or "no_value")
    return said(key, **{name: pool[name] for name in names}, **values)


def _beside_the_index(flows: FundFlows, pool: "pd.Series[Any]") -> list[Any]:
    if flows.index is None:
        return [Reason("no_index")]
    values = {"pme": pool["ks_pme"], "alpha": pool["direct_alpha"], "plus": pool["pme_plus"]}
    if pd.isna(list(values.values())).any():
        return [Reason(pool["reason"] or "no_value")]
    if not flows.illustrative:
        return [said("earned_index", **values)]
    assumed = flows.assumptions.set_index("indicator")["value"]
    return [said("earned_index_example", growth=float(assumed["growth_index"]), **values)]


def _shown(found: pd.DataFrame, unit: str) -> pd.DataFrame:
    """Keep what tells something: roots where there are several, reasons where there are any."""
    silent = {
        "roots": bool((found["roots"] <= 1).all()),
        "reason": bool((found["reason"] == "").all()),
    }
    columns = [n for n in (*_AMOUNTS, *_RETURNS) if n in found and not silent.get(n, False)]
    return headed(found[columns].rename_axis("fund"), unit, *_AMOUNTS)


def _assumptions(flows: FundFlows) -> list[Table]:
    if flows.assumptions.empty:
        return []
    table = flows.assumptions.set_index("indicator")[["value", "unit"]]
    return [Table(table.rename(columns={"value": "assumed"}), "flow_assumptions", folded=True)]


@finding("money.j_curve")
def j_curve(money: MoneyStudy) -> Finding:
    """Show how deep the funds' net money went, and when.

    Parameters
    ----------
    money : MoneyStudy
        Its cash flows, the reader's or invented.

    Returns
    -------
    Finding
        Its data are those of `flows.pooled_j_curve`.
    """
    flows = money.flows
    curve = pooled_j_curve(flows)
    days = pd.DatetimeIndex(curve.index)
    years = days.year + (days.day_of_year - 1) / 365.25
    return Finding(
        data=curve,
        unit=flows.money_unit,
        sources=flows.source_ids,
        as_of=flows.valuation_date,
        said=[
            said(
                "j_curve",
                lowest=Amount(curve.attrs["lowest"], flows.money_unit),
                date=str(curve.attrs["lowest_on"].date()),
            )
        ],
        charts=[
            Chart(
                "year_lines",
                curve[["net"]].set_axis(years),
                caption=f"j_curve{_suffix(flows)}",
                options={
                    "names": {"net": Label("column", "net")},
                    "unit": Word("axis.net_money", {"unit": named(flows.money_unit)}),
                    "zero": True,
                },
            )
        ],
    )


@finding("money.pacing")
def pacing(money: MoneyStudy, *, commitment: float, simulations: int, **assumed: Any) -> Finding:
    """Say when a commitment goes out and comes back, under assumptions.

    Parameters
    ----------
    money : MoneyStudy
        Its unit is that of the commitment.
    commitment : float
        Money committed, in the unit of the funds.
    simulations : int
        Number of draws.
    **assumed
        contribution_rates, life_years, growth, growth_sd, bow and seed of `flows.pacing_bands_of`.

    Returns
    -------
    Finding
        Its data are the bands of the net money.
    """
    plan = {"simulations": simulations, **assumed}
    net = pacing_bands_of(commitment, flow="net", **plan)
    owed = pacing_bands_of(commitment, flow="unfunded", **plan)["middle"]
    # The third year is when most funds have called the larger part.
    third = owed.iloc[min(2, len(owed) - 1)]
    unit = money.unit
    return Finding(
        data=net,
        unit=unit,
        said=[
            said(
                "pacing",
                commitment=Amount(commitment, unit),
                lowest=Amount(net["middle"].min(), unit),
                year=int(net.index[int(net["middle"].argmin())]),
                low=Amount(net["low"].iloc[-1], unit),
                high=Amount(net["high"].iloc[-1], unit),
                owed=Amount(third, unit),
            )
        ],
        charts=[
            Chart(
                "year_bands",
                net,
                caption="pacing",
                values={"commitment": Amount(commitment, unit)},
                options={
                    "unit": Word("axis.net_money", {"unit": named(unit)}),
                    "middle": Word("band.middle"),
                    "between": Word("band.between"),
                    "x": Word("axis.fund_year"),
                },
            )
        ],
        cautions=[
            caution(
                "pacing_assumed",
                growth=assumed["growth"],
                growth_sd=assumed["growth_sd"],
                life=assumed["life_years"],
                simulations=simulations,
            )
        ],
    )
