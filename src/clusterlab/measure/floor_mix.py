"""Floor-space mix: what has been built, for which use, and how the mix changed over the years."""

import numpy as np
import pandas as pd

from ._shares import entropy_nats, ratio


def floor_space(
    buildings: pd.DataFrame, *, area: str = "floor_area_m2", cumulative: bool = True
) -> pd.DataFrame:
    """Add up floor space by year of approval and class of use.

    Parameters
    ----------
    buildings : DataFrame
        One row for each title, with the columns use_class, approved (year; may be missing),
        counted (False where the row repeats another's area) and the area.
    area : str
        Column to add up [m²]: "floor_area_m2" (all floors, basements included) or
        "far_floor_area_m2" (what counts for the floor-area ratio).
    cumulative : bool
        The stock at the end of each year, rather than what was approved in it.

    Returns
    -------
    DataFrame, shape (years, classes)
        Floor space [m²]; every year from the first to the last, and classes by falling area.
        ``attrs``: undated_m2 and undated (titles without a year, left out), without_area (titles
        without this area), titles (that were added).

    Notes
    -----
    The year is that of the approval of use, which can follow the opening by years; it is the
    stock that still stands, not what has been pulled down.

    Examples
    --------
    >>> titles = pd.DataFrame({"use_class": ["office", "shop", "office"], "counted": True,
    ...                        "approved": [2018, 2018, 2020], "floor_area_m2": [60.0, 20.0, 20.0]})
    >>> floor_space(titles)  # doctest: +NORMALIZE_WHITESPACE
    use_class  office  shop
    approved
    2018         60.0  20.0
    2019         60.0  20.0
    2020         80.0  20.0
    """
    if area not in buildings:
        raise ValueError(f"The buildings table has no column {area!r}.")
    rows = buildings[buildings["counted"].astype(bool)]
    sizes = pd.to_numeric(rows[area])
    if (sizes < 0).any():
        raise ValueError(f"{area} must be zero or more; the lowest given is {sizes.min()}.")
    year = pd.to_numeric(rows["approved"])
    undated = year.isna()
    dated = pd.DataFrame(
        {
            "approved": year[~undated].astype(int),
            "use_class": rows.loc[~undated, "use_class"].astype(str),
            "area": sizes[~undated],
        }
    )
    table = dated.pivot_table(
        "area", index="approved", columns="use_class", aggfunc="sum", fill_value=0.0
    )
    if len(table):
        table = table.reindex(range(int(table.index[0]), int(table.index[-1]) + 1), fill_value=0.0)
        table = table[table.sum().sort_values(ascending=False, kind="stable").index]
    table.index.name, table.columns.name = "approved", "use_class"
    table = table.cumsum() if cumulative else table
    table.attrs = {
        "undated": int(undated.sum()),
        "undated_m2": float(sizes[undated].sum()),
        "without_area": int(sizes.isna().sum()),
        "titles": int((~undated & sizes.notna()).sum()),
    }
    return table


def floor_mix(
    buildings: pd.DataFrame, *, area: str = "floor_area_m2", cumulative: bool = True
) -> pd.DataFrame:
    r"""Give entropy and Simpson's diversity of built floor space by year of approval.

    .. math:: E = -\sum_k s_k \ln s_k, \qquad E^* = E / \ln n, \qquad D = 1 - \sum_k s_k^2

    Parameters
    ----------
    buildings : DataFrame
        As in `floor_space`.
    area : str
        Column to add up [m²].
    cumulative : bool
        The stock at the end of each year, rather than what was approved in it.

    Returns
    -------
    DataFrame, indexed by approved (year)
        floor_area_m2; classes: those present so far; entropy [nats]; relative_entropy [0-1], by
        the number n of classes in the whole register, so that years compare; simpson [0-1]. NaN
        in a year without floor space. ``attrs`` as in `floor_space`.

    Examples
    --------
    >>> titles = pd.DataFrame({"use_class": ["office", "shop", "office"], "counted": True,
    ...                        "approved": [2018, 2018, 2019], "floor_area_m2": [50.0, 50.0, 80.0]})
    >>> floor_mix(titles).round(3)  # doctest: +NORMALIZE_WHITESPACE
              floor_area_m2  classes  entropy  relative_entropy  simpson
    approved
    2018              100.0        2    0.693             1.000    0.500
    2019              180.0        2    0.591             0.852    0.401
    """
    table = floor_space(buildings, area=area, cumulative=cumulative)
    values = table.to_numpy(dtype=np.float64)
    total = values.sum(axis=1)
    shares = ratio(values, total[:, None])
    entropy = entropy_nats(shares)
    highest = np.log(values.shape[1]) if values.shape[1] else np.nan
    mix = pd.DataFrame(
        {
            "floor_area_m2": total,
            "classes": (values > 0).sum(axis=1),
            "entropy": entropy,
            "relative_entropy": ratio(entropy, highest),
            "simpson": 1 - np.square(shares).sum(axis=1),
        },
        index=table.index,
    )
    mix.attrs = dict(table.attrs)
    return mix
