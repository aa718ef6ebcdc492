"""Sites under weights and scenarios that a reader chooses: what the page with sliders needs."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from ...model.finding import Chart, Finding, finding
from ...model.said import Joined, said
from ...siting.criteria import Criterion, scale
from ...siting.rank import rank
from .compared import Ranked
from .scenarios import criteria_under, scenario_titles, tables_under

MOST_NUMBERED = 10
"""More numbers would hide the map."""


@finding("sites.explorer")
def explorer(ranked: Ranked) -> Finding:
    """Let a reader move the weights, and choose among the scenarios that change a criterion.

    Parameters
    ----------
    ranked : Ranked
        A ranking.

    Returns
    -------
    Finding
        Its data are those of `contributions`, today and under the weights of the ranking.
    """
    compared = ranked.compared
    place, asked = compared.place, compared.asked
    under = criteria_under(
        place,
        compared.candidates,
        compared.measured,
        tables_under(place),
        max_uncertainty_m=asked.max_uncertainty_m,
        reach_m=asked.reach_m,
        directions=asked.directions,
    )
    tables = {name: table.loc[compared.passing] for name, table in under.items()}
    titles = scenario_titles(place)
    changing = [titles[name] for name, table in under.items() if table.attrs["changed"]]
    found = contributions(
        next(iter(tables.values())),
        compared.criteria,
        weights=ranked.weights,
        missing=asked.missing,
    )
    return Finding(
        data=found,
        sources=compared.sources,
        said=[
            said("explorer_note"),
            said("explorer_scenarios", names=Joined(changing))
            if changing
            else said("explorer_no_scenario"),
        ],
        charts=[
            Chart(
                "explorer",
                compared.candidates.loc[compared.passing],
                caption="explorer",
                options={
                    "tables": tables,
                    "ranked": found,
                    "criteria": compared.criteria,
                    "weights": ranked.weights,
                    "missing": asked.missing,
                    "titles": titles,
                    "top": min(asked.top, MOST_NUMBERED),
                    "given": asked.differing(),
                    "dongs": place.dongs,
                    "context": getattr(place, "context", None),
                    "makers": _makers(place),
                    "districts": place.districts,
                },
            )
        ],
    )


def _makers(place: Any) -> list[str]:
    """List the makers of the ground who ask to be named wherever it is shown."""
    ground = getattr(place, "context", None)
    if ground is None or ground.empty:
        return []
    sources = place.sources.set_index("source_id")["publisher"]
    named = sources.reindex(ground["source_id"].unique()).dropna()
    return [name for name in dict.fromkeys(named) if name.startswith("©")]


def contributions(
    matrix: pd.DataFrame,
    criteria: Sequence[Criterion],
    *,
    weights: "pd.Series[float]",
    missing: str,
) -> pd.DataFrame:
    """Rank candidates by the weighted sum, with what each criterion adds to the score.

    Parameters
    ----------
    matrix : DataFrame, shape (candidates, criteria)
        Raw values.
    criteria, weights, missing
        As in `siting.rank`.

    Returns
    -------
    DataFrame, shape (candidates ranked, 2 + criteria)
        rank, score and a column for each criterion: weight × scaled value. Best first.
    """
    scaled = scale(matrix, criteria, missing=missing)
    ranked = rank(matrix, criteria, weights=weights, missing=missing)
    shares = pd.Series(ranked.attrs["weights"])
    table: pd.DataFrame = ranked[["rank", "score"]].join(scaled * shares)
    return table.sort_values("rank", kind="stable")
