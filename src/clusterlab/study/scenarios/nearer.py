"""Nearer: how much nearer support services come, and jobs for each home."""

import pandas as pd

from ...model.citing import cited, written_date
from ...model.finding import Column, Finding, Table, finding
from ...model.reason import Reason
from ...model.said import Named
from .balance import balances
from .played import Played
from .sentence import sentence
from .support import support_reach


def nearer(played: Played) -> list[Finding]:
    """Answer for each scenario that adds support services or homes; else give the reason."""
    made: list[Finding] = []
    for name, one in played.scenarios.items():
        if one.support_services:
            made.append(support(played, name))
        told = balances(one, facts=played.facts)
        for _, rows in told.groupby(level="balance"):
            made.append(balance(rows.droplevel("balance")))
        if len(told):
            made.append(balance_table(played, name, told))
    none = Finding(id="scenarios.nearer", reason=Reason("no_support_scenarios"))
    asked = any(one.support_services or one.balances for one in played.scenarios.values())
    return made if asked else [none]


@finding("scenarios.support")
def support(played: Played, name: str) -> Finding:
    """Count the firms that reach a support service, before and after.

    Returns
    -------
    Finding
        Its data are those of `support.support_reach`.
    """
    place, asked = played.place, played.asked
    reach = support_reach(
        *played.tables[name],
        crs=place.measure_crs,
        reach_m=asked.reach_m,
        max_uncertainty_m=asked.max_uncertainty_m,
    )
    about = {"title": played.title(name), "metres": asked.reach_m}
    before, after = reach.loc["before"], reach.loc["after"]
    table = Table(
        reach.rename(columns={"share": "within_share"}),
        "support_reach",
        columns=["firms", "services", "within", "within_share", "median_m", "per_firm"],
        values=about,
        names={"state": "state"},
    )
    return Finding(
        data=reach,
        sources=cited([place.firms, place.institutions, list(played.scenarios[name].sources)]),
        scope=name,
        said=[
            sentence(
                "support_said",
                reach.attrs.get("reason"),
                **about,
                firms=after["firms"],
                was=before["within"],
                becomes=after["within"],
                ratio_was=before["per_firm"],
                ratio=after["per_firm"],
            )
        ],
        tables=[table],
        columns=[
            Column(
                measure="support_within_share",
                values=reach["share"].rename(index=lambda state: f"{name} | {state}"),
                sources=[place.firms, place.institutions],
            )
        ],
    )


@finding("scenarios.balance")
def balance(pair: pd.DataFrame) -> Finding:
    """Say how many jobs there are for each home, before and after.

    Parameters
    ----------
    pair : DataFrame, indexed by state
        Rows of one balance, as `balance.balances` gives them.
    """
    name = Named({"ko": pair["name_ko"].iloc[0], "en": pair["name_en"].iloc[0]})
    was, becomes = pair.loc["before", "ratio"], pair.loc["after", "ratio"]
    return Finding(data=pair, said=[sentence("balance_said", name=name, was=was, becomes=becomes)])


@finding("scenarios.balances")
def balance_table(played: Played, name: str, told: pd.DataFrame) -> Finding:
    """Lay out jobs and homes of each place that a scenario names."""
    flat = told.reset_index()
    names = zip(flat["name_ko"], flat["name_en"], strict=True)
    flat["balance"] = pd.Series([Named({"ko": ko, "en": en}) for ko, en in names], dtype=object)
    return Finding(
        data=told,
        as_of=written_date(told["homes_as_of"]),
        scope=name,
        tables=[
            Table(
                flat.set_index("balance"),
                "balances",
                columns=["state", "jobs", "homes", "ratio", "jobs_as_of", "homes_as_of"],
                values={"title": played.title(name)},
                names={"state": "state"},
            )
        ],
        columns=[
            Column(
                measure="jobs_per_home",
                values=told["ratio"].rename(index=str),
                unit="jobs_per_home",
            )
        ],
    )
