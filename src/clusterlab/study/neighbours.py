"""Asks which field stands beside which more often than chance has it."""

from collections.abc import Sequence

import geopandas as gpd
import numpy as np
import pandas as pd

from ..measure.colocation_quotient import colocation_quotient
from ..measure.false_discovery import false_discovery
from ..model.finding import Column, Finding, Table, finding
from ..model.reason import Reason
from ..model.said import Label, Said, said
from .points import Study, types_studied
from .strata import COLLECTED, confounded, with_strata

# The share of false discoveries that is borne.
BELOW = 0.05


def quotients(
    points: gpd.GeoDataFrame, *, types: Sequence[str], simulations: int, seed: int
) -> pd.DataFrame:
    """Ask of every two types whether one is the nearest neighbour of the other unduly often.

    Parameters
    ----------
    points : GeoDataFrame
        All points in metres, with type, and source_id where known: types are exchanged within it.
    types : sequence of str
        The types to compare.
    simulations, seed : int
        Permutations, and their seed.

    Returns
    -------
    DataFrame, indexed by `of` and `around`
        clq [-], p_value, q_value (false discoveries controlled over all pairs).
    """
    layered, rows = with_strata(points), []
    for first in types:
        for second in types:
            found = colocation_quotient(
                layered,
                of=first,
                around=second,
                simulations=simulations,
                seed=seed,
                strata=COLLECTED,
            )
            value, p_value = found["observed"].iloc[0], found["p_value"].iloc[0]
            # The test looks in the direction seen, so that both directions cost twice as much.
            doubled = min(1.0, 2 * float(p_value)) if value == value else np.nan
            rows.append({"of": first, "around": second, "clq": value, "p_value": doubled})
    table = pd.DataFrame(rows, columns=["of", "around", "clq", "p_value"])
    table["q_value"] = false_discovery(table["p_value"].astype(float)) if len(table) else []
    return table.set_index(["of", "around"])


@finding("neighbours.strongest")
def strongest(
    study: Study, *, industries: Sequence[str], minimum: int, simulations: int, seed: int
) -> Finding | Reason:
    """Say which field is the nearest neighbour of which unduly often.

    Parameters
    ----------
    study : Study
        Its points are looked at.
    industries : sequence of str
        The fields wanted; all that are known where it is empty.
    minimum : int
        Points that a field needs.
    simulations, seed : int
        Permutations, and their seed.

    Returns
    -------
    Finding
        Its data are those of `quotients`; ``too_few_types`` where fewer than two fields have
        enough points.
    """
    types, _ = types_studied(study.points, industries=industries, minimum=minimum)
    given = {name: confounded(study.points, name, minimum=minimum) for name in types}
    unclear = [why for why in given.values() if why is not None]
    types = [name for name, why in given.items() if why is None]
    if len(types) < 2 and unclear:
        return unclear[0]
    if len(types) < 2:
        return Reason("too_few_types", n=len(types), minimum=minimum)
    tests = quotients(study.points, types=types, simulations=simulations, seed=seed)
    told = tests[tests["q_value"] <= BELOW]
    wide = tests.reset_index().pivot_table(index="of", columns="around", values="clq", dropna=False)
    matrix = wide.loc[types, types]
    named = matrix.set_axis(pd.Index([Label("sector", name) for name in types]), axis="columns")
    return Finding(
        data=tests,
        sources=[study.points],
        said=[
            _strongest(told, all_of=len(tests)),
            said("read_neighbours"),
            *unclear,
        ],
        tables=[
            Table(named.rename_axis("of"), caption="neighbours", names={"of": "sector"}),
            Table(
                tests,
                caption="neighbours_tests",
                folded=True,
                values={"simulations": simulations},
                names={"of": "sector", "around": "sector"},
            ),
        ],
        columns=[Column(measure="colocation_quotient", values=tests["clq"])],
    )


def _strongest(told: pd.DataFrame, *, all_of: int) -> Said:
    """Name the strongest of the pairs that differ from chance; say so where none does."""
    if told.empty:
        return said("neighbours_none", all=all_of)
    of, around = told.index[int(told["clq"].argmax())]
    return said(
        "neighbours",
        of=Label("sector", of),
        around=Label("sector", around),
        value=told["clq"].max(),
        count=len(told),
        all=all_of,
    )
