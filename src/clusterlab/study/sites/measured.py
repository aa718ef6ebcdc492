"""What was measured of the candidates, what could not be, and how much each criterion counts."""

from typing import Any

import pandas as pd

from ...model.finding import Column, Finding, Table, finding
from ...model.reason import Reason
from ...model.said import Joined, Label, Word, caution, said
from ...model.units import money
from ...siting.criteria import Criterion
from .compared import Compared, Ranked


@finding("sites.measured")
def measured(compared: Compared) -> Finding:
    """Say how many criteria were measured, and how many could not be.

    Parameters
    ----------
    compared : Compared
        The study.

    Returns
    -------
    Finding
        Its data are the criteria of the candidates that pass.
    """
    return Finding(
        data=compared.measured,
        sources=compared.seen,
        said=[
            said(
                "criteria_measured",
                measured=len(compared.criteria),
                absent=len(compared.measured.attrs["reasons"]),
                reach=compared.asked.reach_m,
            )
        ],
    )


@finding("sites.weighed")
def weighed(ranked: Ranked) -> Finding:
    """Lay out the criteria that the ranking rests on, with their weights and errors.

    Parameters
    ----------
    ranked : Ranked
        A ranking.

    Returns
    -------
    Finding
        Its data are the weights.
    """
    compared, matrix = ranked.compared, ranked.matrix
    filled = [one.name for one in compared.criteria if one.name in matrix.attrs["filled"]]
    names = [Label("criterion", name) for name in filled] or ranked.names(matrix.attrs["dropped"])
    rule = Label("missing", compared.asked.missing)
    ids = [i for some in compared.measured.attrs["sources"].values() for i in some]
    return Finding(
        data=ranked.weights,
        sources=compared.sources,
        said=[said("read_criteria")],
        tables=[Table(table_of(ranked), caption="criteria", rows=30, sources=ids)],
        cautions=[caution("criteria_filled", rule=rule, names=Joined(names))] if names else [],
        columns=[Column(measure="site_criterion_weight", values=ranked.weights)],
    )


@finding("sites.absent")
def absent(compared: Compared) -> Finding:
    """List the criteria that could not be measured, and why.

    Parameters
    ----------
    compared : Compared
        The study.

    Returns
    -------
    Finding
        Its data are indexed by `criterion`: why.
    """
    reasons = compared.measured.attrs["reasons"]
    names = pd.Index([Label("criterion", name) for name in reasons], name="criterion")
    table = pd.DataFrame({"why": [_named(why) for why in reasons.values()]}, index=names)
    return Finding(
        data=table,
        sources=compared.seen,
        tables=[Table(caption="absent", rows=30)] if reasons else [],
    )


def table_of(ranked: Ranked) -> pd.DataFrame:
    """Lay out criteria: how each counts, its weight, its values and how sure they are.

    Parameters
    ----------
    ranked : Ranked
        A ranking.

    Returns
    -------
    DataFrame, indexed by `criterion`
        direction, weight_share [-], known (candidates); low, median, high, typical_sd in the unit
        of each criterion.
    """
    measured = ranked.compared.measured
    uncertainty = measured.attrs["uncertainty"]
    rows = []
    for one in ranked.compared.criteria:
        values = measured[one.name].dropna()
        rows.append(
            {
                "direction": direction(one),
                "weight_share": float(ranked.weights[one.name]),
                "known": len(values),
                "low": float(values.min()),
                "median": float(values.median()),
                "high": float(values.max()),
                "typical_sd": float(uncertainty[one.name].median()),
            }
        )
    names = [called(one) for one in ranked.compared.criteria]
    table = pd.DataFrame(rows, index=pd.Index(names, name="criterion"))
    # Each row has a unit of its own: its numbers are written for themselves.
    mixed = ["low", "median", "high", "typical_sd"]
    return table.astype(dict.fromkeys(mixed, "object"))


def called(one: Criterion) -> Any:
    """Name a criterion late; one in money with its unit, which the words cannot know.

    Examples
    --------
    >>> called(Criterion(name="mix", unit="1"))
    Label(group='criterion', code='mix')
    >>> called(Criterion(name="price_m2", unit="EUR/m2")).values["unit"]
    Label(group='unit', code='EUR/m2')
    """
    name = Label("criterion", one.name)
    if money(one.unit) is None:
        return name
    return Word("criterion.in_money", {"criterion": name, "unit": Label("unit", one.unit)})


def direction(one: Criterion) -> Any:
    """Say late how a criterion counts.

    Examples
    --------
    >>> direction(Criterion(name="price_m2", direction="cost"))
    Label(group='direction', code='cost')
    """
    if one.direction == "target":
        return Word("direction.target", {"target": one.target})
    return Label("direction", one.direction)


def _named(why: Reason) -> Reason:
    """Let the criterion that a reason speaks of be named late."""
    if "criterion" not in why:
        return why
    values = {name: value for name, value in why.items() if name != "code"}
    return Reason(why.code, **(values | {"criterion": Label("criterion", why["criterion"])}))
