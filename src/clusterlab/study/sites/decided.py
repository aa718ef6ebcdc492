"""What decides the order of a ranking: the criterion between neighbours, and who is compared."""

import pandas as pd

from ...model.finding import Column, Finding, Table, finding
from ...model.said import Label, Said, Word, said
from ...siting.criteria import scale
from ...siting.leave_one_out import leave_one_out
from ...siting.pair_decisions import pair_decisions
from .compared import Ranked
from .first import holds


@finding("sites.decides")
def decides(ranked: Ranked) -> Finding:
    """Say which criterion puts the first site before the second, and each before the next.

    Parameters
    ----------
    ranked : Ranked
        A ranking.

    Returns
    -------
    Finding
        Its data are those of `siting.pair_decisions`.
    """
    pairs = pair_decisions(scale(ranked.matrix, ranked.compared.criteria), ranked.weights)
    return Finding(
        data=pairs,
        sources=ranked.compared.sources,
        # Where the first place does not hold, what it owes its place to says nothing.
        said=[_between(pairs.iloc[0])] if holds(ranked.table.iloc[0]) else [],
        tables=[
            Table(
                table_of(pairs.head(len(ranked.leaders) - 1), ranked),
                caption="decisions",
                names={"criterion": "criterion"},
            )
        ],
    )


def _between(first: "pd.Series") -> Said:
    if pd.isna(first["criterion"]):
        return said("decides_tie")
    criterion = Label("criterion", first["criterion"])
    if pd.isna(first["weight_at_tie"]):
        return said("decides_always", criterion=criterion)
    tie = first["weight_at_tie"]
    return said("decides", criterion=criterion, weight=first["weight"], tie=tie)


def table_of(pairs: pd.DataFrame, ranked: Ranked) -> pd.DataFrame:
    """Say what puts each candidate before the next.

    Parameters
    ----------
    pairs : DataFrame
        As `siting.pair_decisions` returns it.
    ranked : Ranked
        The ranking, which names the candidates.

    Returns
    -------
    DataFrame, indexed by `upper`
        lower, margin, criterion, weight_share, tie_share (its weight at which the two tie).
    """
    return pd.DataFrame(
        {
            "lower": ranked.names(pairs["lower"]),
            # Scores lie within 0 and 1: four decimals tell all that matters.
            "margin": [Word("decided_margin", {"margin": float(x)}) for x in pairs["margin"]],
            "criterion": pairs["criterion"].to_numpy(),
            "weight_share": pairs["weight"].to_numpy(),
            "tie_share": pairs["weight_at_tie"].to_numpy(),
        },
        index=pd.Index(ranked.names(pairs["upper"]), name="upper"),
    )


@finding("sites.reversals")
def reversals(ranked: Ranked) -> Finding:
    """Say how many sites turn the order of others merely by being compared.

    Parameters
    ----------
    ranked : Ranked
        A ranking.

    Returns
    -------
    Finding
        Its data are those of `siting.leave_one_out`.
    """
    without = leave_one_out(ranked.matrix, ranked.compared.criteria, weights=ranked.weights)
    turning, count = without.attrs["reversals"], len(ranked.matrix)
    sentence = said("leave_out_none")
    if turning:
        sentence = said("leave_out", all=count, turning=turning)
    return Finding(
        data=without,
        sources=ranked.compared.sources,
        n=count,
        matters=0.2,
        said=[sentence],
        columns=[
            Column(
                measure="site_reversals",
                values=pd.Series({ranked.compared.place.slug: turning}),
                unit="candidates",
                n={ranked.compared.place.slug: count},
            )
        ],
    )
