"""How firmly a ranking holds when weights and coordinates vary."""

import pandas as pd

from ...model.finding import Chart, Finding, finding
from ...model.said import Said, Word, said
from .compared import Ranked, drawn
from .first import holds


@finding("sites.firmness")
def firmness(ranked: Ranked) -> Finding:
    """Say in how many draws the first site holds its place, and how many sites are nearly sure.

    Parameters
    ----------
    ranked : Ranked
        A ranking.

    Returns
    -------
    Finding
        Its data are the first candidates: low and high end of the rank.
    """
    table, leaders = ranked.table, ranked.leaders
    top = len(leaders)
    sure, likely = (int((table["band"] == band).sum()) for band in ("firm", "likely"))
    ends = table.loc[leaders, ["rank_low", "rank_high"]].set_axis(["low", "high"], axis="columns")
    draws = ranked.compared.asked.draws
    return Finding(
        data=ends,
        sources=ranked.compared.sources,
        matters=0.3,
        said=[
            said("firm_count", top=top, firm=sure, likely=likely)
            if sure + likely
            else said("none_firm", top=top),
            # Whoever does not hold its place is not named.
            *([_held(ranked)] if holds(table.iloc[0]) else []),
            said("read_firmness"),
        ],
        charts=[
            Chart(
                "ranges",
                ends.set_axis(pd.Index(ranked.names(leaders))),
                caption="site_intervals",
                values={"draws": draws},
                options={"unit": Word("axis.rank_interval")},
            )
        ],
    )


def _held(ranked: Ranked) -> Said:
    best = ranked.table.iloc[0]
    return said(
        "firmness",
        draws=ranked.compared.asked.draws,
        name=ranked.name(ranked.leaders[0]),
        top=len(ranked.leaders),
        share=best["top_share"],
        first=best["first_share"],
        low=best["rank_low"],
        high=best["rank_high"],
    )


@finding("sites.around_weights")
def around_weights(ranked: Ranked) -> Finding:
    """Say how often the first site stays among the first where weights vary round those set.

    Parameters
    ----------
    ranked : Ranked
        A ranking.

    Returns
    -------
    Finding
        Its data are the share of draws [-].
    """
    compared = ranked.compared
    concentration = compared.asked.concentration
    around = drawn(compared, ranked.matrix, ranked.weights, concentration=concentration)
    share = float(around["top_share"].iloc[0])
    return Finding(
        data=share,
        sources=compared.sources,
        # Equal weights are a start that nobody gave: there is nothing to stay near to.
        said=[said("around_weights", share=share)] if compared.asked.weights else [],
    )
