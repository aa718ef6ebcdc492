"""Industry table: the long table of industries as regions × industries, ready for a measure."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from ._shares import choice

_VALUES = ("establishments", "employees", "value_added", "sales")


def industry_table(
    industries: pd.DataFrame,
    *,
    value: str,
    level: str,
    year: int | None = None,
    exclude: Sequence[str] = (),
) -> pd.DataFrame:
    """Pivot one value, level and year of the industries table.

    Parameters
    ----------
    industries : DataFrame
        One row for each region, industry and year, with the columns region, level, industry,
        year, suppressed (optional) and the value asked for.
    value : {"establishments", "employees", "value_added", "sales"}
        What to count. The result is named for it.
    level : str
        The level of the regions, such as "nuts2" or "nuts3"; levels are never mixed.
    year : int, optional
        The latest year in which this value is given at this level, if none is named.
    exclude : sequence of str
        Industries to leave out, such as a total that stands beside its parts.

    Returns
    -------
    DataFrame, shape (regions, industries)
        In the order in which they first appear. NaN where the value is suppressed or not given.
        ``attrs`` carries value, level, year, the industries' names, and the sources.

    Raises
    ------
    ValueError
        Nothing fits, a region has an industry twice, or one industry is the sum of the others,
        which would count everything twice.

    Examples
    --------
    >>> rows = [("A", "bio", 30), ("A", "food", 20), ("B", "bio", 10), ("B", "food", 40)]
    >>> long = pd.DataFrame(rows, columns=["region", "industry", "employees"])
    >>> long = long.assign(level="sido", year=2024)
    >>> industry_table(long, value="employees", level="sido")  # doctest: +NORMALIZE_WHITESPACE
    industry  bio  food
    region
    A          30    20
    B          10    40
    """
    choice("value", value, _VALUES)
    if value not in industries:
        raise ValueError(f"The industries table has no column {value!r}.")
    levels = tuple(dict.fromkeys(industries["level"]))
    choice("level", level, levels)
    rows = industries[(industries["level"] == level) & ~industries["industry"].isin(exclude)]
    if year is None:
        given = rows.loc[rows[value].notna(), "year"]
        if given.empty:
            raise ValueError(f"No region at level {level!r} gives {value}.")
        year = int(given.max())
    rows = rows[rows["year"] == year]
    if rows[value].notna().sum() == 0:
        raise ValueError(f"No region at level {level!r} gives {value} for {year}.")
    twice = rows.duplicated(["region", "industry"])
    if twice.any():
        region, industry = rows.loc[twice, ["region", "industry"]].iloc[0]
        raise ValueError(f"Region {region!r} has the industry {industry!r} twice for {year}.")
    if "suppressed" in rows:
        hidden = rows["suppressed"].astype("boolean").fillna(value=False)
        rows = rows.assign(**{value: rows[value].mask(hidden)})
    table = rows.pivot_table(value, index="region", columns="industry", aggfunc="first")
    table = table.reindex(
        index=pd.Index(rows["region"].unique(), name="region"),
        columns=pd.Index(rows["industry"].unique(), name="industry"),
    )
    _refuse_total(table)
    table.attrs = {"value": value, "level": level, "year": year}
    if "industry_name" in rows:
        names = rows.drop_duplicates("industry").set_index("industry")["industry_name"]
        table.attrs["industry_names"] = names.to_dict()
    if "source_id" in rows:
        table.attrs["source_ids"] = sorted(rows["source_id"].dropna().unique().tolist())
    return table


def _refuse_total(table: pd.DataFrame) -> None:
    """Raise if one column holds, in every region, as much as all the others together."""
    known = table.dropna()
    if table.shape[1] < 3 or known.empty:
        return
    values = known.to_numpy(dtype=np.float64)
    whole = values.sum(axis=1)
    # A total holds half of the sum of everything; published figures are rounded to the unit.
    is_total = (np.abs(2 * values - whole[:, None]) <= 0.5 * table.shape[1]).all(axis=0)
    is_total &= values.sum(axis=0) > 0
    if is_total.any():
        total = known.columns[int(np.flatnonzero(is_total)[0])]
        raise ValueError(
            f"Industry {total!r} is the sum of the others; leave it out with exclude=[{total!r}]."
        )
