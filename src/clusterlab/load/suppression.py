"""Small cells left out of a table that is published, so that no firm can be read from it."""

from collections.abc import Sequence

import pandas as pd

FEWEST = 3


def suppress(
    table: pd.DataFrame,
    *,
    values: Sequence[str],
    count: str = "establishments",
    min_count: int = FEWEST,
    largest_share: str | None = None,
    max_share: float = 0.85,
) -> pd.DataFrame:
    """Leave out the values of cells that would tell of a single firm.

    Parameters
    ----------
    table : DataFrame
        One row for each cell.
    values : sequence of str
        Columns to leave out, such as employees. The count itself stays.
    count : str
        Column with the number of establishments.
    min_count : int
        Cells with fewer establishments, but at least one, are left out.
    largest_share : str or None
        Column with the share of the largest establishment in the cell, where it is known.
    max_share : float
        A cell in which one establishment has more than this share is left out, however many
        there are: the others could read its value.

    Returns
    -------
    DataFrame
        A copy. ``suppressed`` says of each cell whether its values were left out; they are NaN.

    Raises
    ------
    ValueError
        Where `min_count` or `max_share` is no such number.

    Notes
    -----
    Where a single cell is left out, a published total less the others would give it away: the
    cell with the fewest establishments among the others is then left out with it. Korean
    statistics leave out cells of one or two establishments in the same way.

    Examples
    --------
    >>> cells = pd.DataFrame({"establishments": [2, 9, 4, 0], "employees": [80.0, 70, 30, 0]})
    >>> suppress(cells, values=["employees"])["employees"].tolist()
    [nan, 70.0, nan, 0.0]
    """
    if min_count < 1:
        raise ValueError(f"min_count must be 1 or more, not {min_count}.")
    if not 0 < max_share <= 1:
        raise ValueError(f"max_share must be above 0 and at most 1, not {max_share}.")
    counts = table[count]
    hidden = (counts > 0) & (counts < min_count)
    if largest_share is not None:
        hidden |= table[largest_share] > max_share
    others = counts[~hidden & (counts > 0)]
    if hidden.sum() == 1 and not others.empty:
        hidden |= counts.index == others.idxmin()
    made = table.copy()
    for name in values:
        made[name] = made[name].where(~hidden)
    made["suppressed"] = hidden
    return made
