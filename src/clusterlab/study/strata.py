"""Says which records were collected alike, and where a field cannot be told from its source."""

import pandas as pd

from ..measure.label_confounding import label_confounding
from ..model.reason import Reason
from ..model.said import Label

# The column of strata that studies hand to the null models.
COLLECTED = "source"
SEPARATOR = ";"
# Sources of fewer records are pooled: reports of one firm or a few, found one by one.
LEAST_RECORDS = 5
# More than this share of a field held in place by its sources, or an association above this: what
# would be tested is a minority of its firms, or next to no exchange.
MOST_FIXED = 0.5
MOST_ASSOCIATED = 0.8


def collected(points: pd.DataFrame) -> pd.Series:
    """Name the stratum of each record: how it was collected.

    Parameters
    ----------
    points : DataFrame
        Column source_id; of several sources of a row, parted by semicolons, the first counts, by
        which it came into the table.

    Returns
    -------
    Series of str, same index, named `source`
        The source; "pooled" for all sources of fewer than five records, each of which would
        otherwise hold its one label in place, and "unknown" where none is given.
    """
    if "source_id" not in points:
        return pd.Series("unknown", index=points.index, name=COLLECTED, dtype=object)
    given = points["source_id"].astype(object).where(points["source_id"].notna(), "unknown")
    first = given.map(lambda one: str(one).split(SEPARATOR)[0].strip() or "unknown")
    records = first.map(first.value_counts())
    return first.where(records >= LEAST_RECORDS, "pooled").astype(object).rename(COLLECTED)


def with_strata(points: pd.DataFrame) -> pd.DataFrame:
    """Give the same points with the column of strata, `COLLECTED`."""
    return points.assign(**{COLLECTED: collected(points)})


def confounded(points: pd.DataFrame, name: str, *, minimum: int) -> Reason | None:
    """Say why it cannot be told whether a field clusters, where its source would look the same.

    Parameters
    ----------
    points : DataFrame
        With type and source_id.
    name : str
        The field.
    minimum : int
        Firms that have to be exchangeable, of the field and of others.

    Returns
    -------
    Reason or None
        ``confounded_with_source`` with n of all firms of the field in the source that holds most
        of them in place, of that source's records in all, the association (bias-corrected Cramér's
        V of field and source), and how many firms of the field and of others can be exchanged;
        None where these suffice: more than half of the field's firms and at least `minimum` firms
        of the field and as many of others can be exchanged, at an association of at most 0.8.
    """
    known = points[points["type"].notna()]
    table = label_confounding(known["type"] == name, collected(known))
    if True not in table.index:
        return None
    row = table.iloc[list(table.index).index(True)]
    others = int(row["exchangeable"] - row["movable"])
    one_source = table.attrs["strata"] < 2
    if one_source or (
        row["fixed"] <= MOST_FIXED * row["n"]
        and min(row["movable"], others) >= min(minimum, int(row["n"]))
        and not row["cramers_v"] > MOST_ASSOCIATED
    ):
        return None
    return Reason(
        "confounded_with_source",
        sector=Label("sector", name),
        n=int(row["in_stratum"]),
        all=int(row["n"]),
        of=int(row["of_stratum"]),
        association=float(row["cramers_v"]),
        movable=int(row["movable"]),
        others=others,
    )
