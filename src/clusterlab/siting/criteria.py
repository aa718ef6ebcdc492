"""Criteria: what a column is worth, and its values brought to one scale."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pandas as pd
from scipy.stats import rankdata

from ..model.checks import choice, column, listed
from ..model.ties import level
from ._validation import Floats, Mask, table_values

DIRECTIONS = ("benefit", "cost", "target")
SCALINGS = ("min-max", "z-score", "rank", "value")
MISSING_RULES = ("refuse", "worst", "median", "drop")


@dataclass(frozen=True, kw_only=True)
class Criterion:
    """Declare one criterion: a column of the table of sites and how its values count.

    Parameters
    ----------
    name : str
        Column of the table of sites.
    direction : {"benefit", "cost", "target"}
        More is better, less is better, or nearest to `target` is best.
    unit : str
        Unit of the column, for print.
    scaling : {"min-max", "z-score", "rank", "value"}
        How values are made comparable; see `scale`.
    target : float, optional
        Best value [unit]; for direction "target" only.
    points : sequence of (value, worth), optional
        Corners of a value function; for scaling "value" only. Values rise, worths lie in 0-1.

    Raises
    ------
    ValueError
        An unknown direction or scaling, target or points missing or not asked for, or points
        against the direction.
    """

    name: str
    direction: str = "benefit"
    unit: str = ""
    scaling: str = "min-max"
    target: float | None = None
    points: Sequence[tuple[float, float]] | None = None

    def __post_init__(self) -> None:
        choice(self.direction, f"direction of {self.name!r}", DIRECTIONS)
        choice(self.scaling, f"scaling of {self.name!r}", SCALINGS)
        wants_target = self.direction == "target" and self.scaling != "value"
        if wants_target and (self.target is None or not np.isfinite(self.target)):
            raise ValueError(f"Criterion {self.name!r} needs a target. It is {self.target}.")
        if self.target is not None and self.direction != "target":
            raise ValueError(f"Criterion {self.name!r} is a {self.direction}: it has no target.")
        if (self.points is None) == (self.scaling == "value"):
            verb = "needs" if self.scaling == "value" else "does not use"
            raise ValueError(
                f"Criterion {self.name!r} with scaling {self.scaling!r} {verb} points."
            )
        if self.points is not None:
            _check_points(self.name, self.direction, self.points)


def scale(
    matrix: pd.DataFrame, criteria: Sequence[Criterion], *, missing: str = "refuse"
) -> pd.DataFrame:
    r"""Bring criteria to one scale on which more is always better.

    With :math:`u = x` for a benefit, :math:`-x` for a cost and :math:`-|x - t|` for a target t:

    - min-max: :math:`(u - \min u) / (\max u - \min u)`, 0-1;
    - z-score: :math:`(u - \bar u) / s_u` with the population standard deviation;
    - rank: :math:`(n - r) / (n - 1)` with mean ranks r for ties, 0-1;
    - value: straight lines between the points given; flat beyond the first and last one.

    Parameters
    ----------
    matrix : DataFrame, shape (sites, columns)
        Values in the unit of each criterion; columns that no criterion names are left out.
    criteria : sequence of Criterion
        In the order in which the columns come back.
    missing : {"refuse", "worst", "median", "drop"}
        What an empty cell counts as: an error; the worst value known for that criterion; the
        median of those known; or the site is left out.

    Returns
    -------
    DataFrame, shape (sites, criteria)
        Scaled values [-]. ``attrs``: directions, units, scalings; constant: criteria in which all
        sites are alike, which contribute 0; missing: the rule; filled: sites by criterion whose
        value was put in; dropped: sites left out.

    Raises
    ------
    ValueError
        An unknown column, a value that is infinite, missing under "refuse", or a criterion
        without any known value.

    Notes
    -----
    Min-max, z-score and rank depend on which sites are compared: a site added or left out may
    turn the order of two others (see `leave_one_out`). A value function does not.

    References
    ----------
    Belton & Stewart (2002), Multiple Criteria Decision Analysis, Kluwer, chapter 5.

    Examples
    --------
    >>> plots = pd.DataFrame({"price": [100.0, 300.0], "slope": 2.0}, index=["a", "b"])
    >>> scaled = scale(plots, [Criterion(name="price", direction="cost", unit="won/m2"),
    ...                        Criterion(name="slope", direction="cost")])
    >>> scaled["price"].to_dict(), scaled.attrs["constant"]
    ({'a': 1.0, 'b': 0.0}, ['slope'])
    """
    choice(missing, "missing", MISSING_RULES)
    chosen = criterion_columns(matrix, criteria)
    values = table_values(chosen, "matrix", missing=True)
    absent = np.isnan(values)
    filled = {
        c.name: chosen.index[absent[:, j]].tolist()
        for j, c in enumerate(criteria)
        if absent[:, j].any()
    }
    keep: Mask = np.ones(len(chosen), dtype=np.bool_)
    if filled and missing == "refuse":
        name = next(iter(filled))
        raise ValueError(
            f"Criterion {name!r} has no value for {listed(filled[name])}. "
            "Choose missing='worst', 'median' or 'drop'."
        )
    if filled and missing == "drop":
        keep = np.array([not row.any() for row in absent])
        if not keep.any():
            raise ValueError("missing='drop' leaves no site: each lacks a value.")
    elif filled:
        values = _fill(values, criteria, missing)
    scaled, constant = scale_values(values[keep], criteria)
    out = pd.DataFrame(scaled, index=chosen.index[keep], columns=chosen.columns)
    out.attrs = {
        "directions": {c.name: c.direction for c in criteria},
        "units": {c.name: c.unit for c in criteria},
        "scalings": {c.name: c.scaling for c in criteria},
        "constant": [c.name for c, same in zip(criteria, constant, strict=True) if same],
        "missing": missing,
        "filled": {} if missing == "drop" else filled,
        "dropped": chosen.index[~keep].tolist(),
    }
    return out


def criterion_columns(matrix: pd.DataFrame, criteria: Sequence[Criterion]) -> pd.DataFrame:
    """Return the columns that the criteria name, in their order."""
    names = [c.name for c in criteria]
    if not names:
        raise ValueError("criteria must name at least one criterion. It names none.")
    twice = {name for name in names if names.count(name) > 1}
    if twice:
        raise ValueError(f"Each criterion must be declared once. {min(twice)!r} is repeated.")
    for name in names:
        column(matrix, name)
    return matrix[names]


def scale_values(values: Floats, criteria: Sequence[Criterion]) -> tuple[Floats, Mask]:
    """Scale known values, shape (sites, criteria); say which criteria are constant."""
    scaled = np.zeros_like(values)
    constant: Mask = np.array([bool(np.ptp(x) == 0) for x in values.T])
    for j, criterion in enumerate(criteria):
        # Two sites as far from a target on either side are alike, whatever rounding makes of it.
        worth = level(worths(values[:, j], criterion), scale=_size(values[:, j], criterion))
        constant[j] = bool(constant[j] or np.ptp(worth) == 0)
        if constant[j]:
            continue
        if criterion.scaling == "min-max":
            scaled[:, j] = (worth - worth.min()) / np.ptp(worth)
        elif criterion.scaling == "z-score":
            scaled[:, j] = (worth - worth.mean()) / worth.std()
        elif criterion.scaling == "rank":
            scaled[:, j] = (rankdata(worth) - 1) / (len(worth) - 1)
        else:
            scaled[:, j] = worth
    return scaled, constant


def worths(x: Floats, criterion: Criterion) -> Floats:
    """Turn values so that more is better: -x for a cost, -|x - target|, or the value function."""
    if criterion.points is not None:
        corners = np.array(criterion.points, dtype=np.float64)
        return np.interp(x, corners[:, 0], corners[:, 1])
    if criterion.target is not None:
        return -np.abs(x - criterion.target)
    return -x if criterion.direction == "cost" else x


def _size(x: Floats, criterion: Criterion) -> float:
    """Largest number that a worth is made from: what its rounding is measured by."""
    if criterion.points is not None:
        return 1.0
    return float(max(np.abs(x).max(), abs(criterion.target or 0.0)))


def _fill(values: Floats, criteria: Sequence[Criterion], rule: str) -> Floats:
    """Put a value into the empty cells: the worst known one, or the median of those known."""
    out = values.copy()
    for j, criterion in enumerate(criteria):
        known = values[~np.isnan(values[:, j]), j]
        if not len(known):
            raise ValueError(f"Criterion {criterion.name!r} has no known value at all.")
        worst = known[int(np.argmin(worths(known, criterion)))]
        out[np.isnan(values[:, j]), j] = worst if rule == "worst" else np.median(known)
    return out


def _check_points(name: str, direction: str, points: Sequence[tuple[float, float]]) -> None:
    corners = np.array(points, dtype=np.float64)
    if corners.ndim != 2 or corners.shape[0] < 2 or corners.shape[1] != 2:
        raise ValueError(f"Points of {name!r} must be two or more pairs (value, worth).")
    if not np.isfinite(corners).all() or corners[:, 1].min() < 0 or corners[:, 1].max() > 1:
        raise ValueError(f"Points of {name!r} must be finite, with worths from 0 to 1.")
    for (x0, y0), (x1, y1) in pairwise(corners.tolist()):
        if x1 <= x0:
            raise ValueError(f"Points of {name!r} must rise in value. {x0:g} precedes {x1:g}.")
        if (direction == "benefit" and y1 < y0) or (direction == "cost" and y1 > y0):
            raise ValueError(
                f"Points of {name!r} go against its direction {direction}: worth {y0:g} at {x0:g}, "
                f"{y1:g} at {x1:g}."
            )
