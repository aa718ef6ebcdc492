"""Refuses tables that no memory should be asked for, and says what would fit."""

from math import isqrt

MOST = 250_000_000  # numbers of 8 bytes: 2 GB


def refuse_square(size: int, what: str) -> None:
    """Refuse a table with a row and a column for each of too many things.

    Parameters
    ----------
    size : int
        How many there are.
    what : str
        What they are called, such as "industries".

    Raises
    ------
    ValueError
        The table would hold more than `MOST` numbers.

    Examples
    --------
    >>> refuse_square(1200, "industries")
    >>> refuse_square(20_000, "industries")
    Traceback (most recent call last):
    ValueError: 20,000 x 20,000 industries are 400,000,000 numbers (3.2 GB), and 250,000,000 are \
allowed: 15,811 industries would fit.
    """
    if size * size > MOST:
        raise ValueError(
            f"{size:,} x {size:,} {what} are {_told(size * size)}: {isqrt(MOST):,} {what} would "
            "fit."
        )


def refuse_table(rows: int, of_rows: str, columns: int, of_columns: str) -> None:
    """Refuse a table of too many rows, and say how many would fit.

    Parameters
    ----------
    rows, columns : int
    of_rows, of_columns : str
        What they are called, such as "draws" and "distances".

    Raises
    ------
    ValueError
        The table would hold more than `MOST` numbers.

    Examples
    --------
    >>> refuse_table(1000, "draws", 20_000, "points")
    >>> refuse_table(1000, "draws", 600_000, "points")
    Traceback (most recent call last):
    ValueError: 1,000 draws x 600,000 points are 600,000,000 numbers (4.8 GB), and 250,000,000 are \
allowed: 416 draws would fit.
    """
    if rows * columns > MOST:
        raise ValueError(
            f"{rows:,} {of_rows} x {columns:,} {of_columns} are {_told(rows * columns)}: "
            f"{MOST // columns:,} {of_rows} would fit."
        )


def refuse_pairs(pairs: int, radius_m: float) -> None:
    """Refuse a radius [m] within which too many pairs of places lie, each told from both ends."""
    if pairs > MOST:
        # Pairs grow with the area at most, where places lie evenly.
        fits = radius_m * (MOST / pairs) ** 0.5
        raise ValueError(
            f"radius_m must be smaller: within {radius_m:g} m there are {_told(pairs)}: about "
            f"{fits:.3g} m would fit."
        )


def _told(numbers: int) -> str:
    return f"{numbers:,} numbers ({numbers * 8 / 1e9:.1f} GB), and {MOST:,} are allowed"
