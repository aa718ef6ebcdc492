"""Which candidates the rules leave out, and by which rule."""

from typing import Any

import pandas as pd

from ...model.finding import Finding, Table, finding
from ...model.said import Joined, Label, Word, said
from .compared import Compared


@finding("sites.left_out")
def left_out(compared: Compared) -> Finding:
    """Say how many candidates pass, and which rule leaves out most.

    Parameters
    ----------
    compared : Compared
        The study.

    Returns
    -------
    Finding
        Its data are those of `by_rule`.
    """
    table, screened = by_rule(compared.screened), compared.screened
    count, passing = len(compared.candidates), len(compared.passing)
    if table["excluded"].any():
        worst = str(table["excluded"].idxmax())
        sentence = said(
            "screen_result",
            all=count,
            left=passing,
            rule=rule_name(worst),
            count=table["excluded"].max(),
        )
    else:
        sentence = said("screen_all_pass", all=count)
    out = screened[~screened["passes"]]
    names = compared.candidates["name"].reindex(out.index)
    broken = [Joined([rule_name(rule) for rule in text.split("; ")]) for text in out["excluded_by"]]
    rows = pd.DataFrame({"name": names.to_numpy(), "broken": broken}).set_index("name")
    named = table.set_axis(pd.Index([rule_name(rule) for rule in table.index], name="rule"))
    listed = [Table(rows, caption="left_out", folded=True)] if len(out) else []
    return Finding(
        data=table,
        sources=compared.seen,
        said=[sentence, said("read_screen")],
        tables=[Table(named, caption="rules"), *listed],
    )


def by_rule(screened: pd.DataFrame) -> pd.DataFrame:
    """Say of each rule how many candidates it leaves out.

    Parameters
    ----------
    screened : DataFrame
        As `screen.screened` returns it.

    Returns
    -------
    DataFrame, indexed by `rule`
        excluded: candidates that break it; only_this: those that break no other; not_known: those
        whose cell is empty.
    """
    excluded = pd.Series(screened.attrs["excluded"], dtype="int64")
    alone = screened["excluded_by"].value_counts()
    found = pd.DataFrame(
        {
            "excluded": excluded,
            "only_this": alone.reindex(excluded.index).fillna(0).astype("int64"),
            "not_known": pd.Series(screened.attrs["unknown"]).reindex(excluded.index),
        }
    )
    found.index.name = "rule"
    return found


def rule_name(rule: str) -> Any:
    """Name a rule of the screen late.

    Examples
    --------
    >>> rule_name("placed")
    Label(group='rule', code='placed')
    >>> rule_name("at_most:station_m").key
    'rule.at_most'
    """
    kind, _, criterion = rule.partition(":")
    if not criterion:
        return Label("rule", rule)
    return Word(f"rule.{kind}", {"criterion": Label("criterion", criterion)})
