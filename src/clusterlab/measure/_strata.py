"""Exchange of labels within strata: who may swap with whom, and how many rows can move at all."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ..model.checks import column

Integers = NDArray[np.int64]


@dataclass(frozen=True)
class Strata:
    """The stratum of each row, and the name of the column that told it."""

    name: str
    codes: NDArray[np.integer[Any]]
    number: int


def read_strata(points: pd.DataFrame, strata: str | None) -> Strata | None:
    """Read the stratum of each row; None where none are asked for.

    A missing value is refused: rows of unknown strata are neither alike nor each one of its own,
    and only the caller can say which.
    """
    if strata is None:
        return None
    values = column(points, strata)
    missing = int(values.isna().sum())
    if missing:
        raise ValueError(
            f"Strata {strata!r} must be known for every point. "
            f"{missing} of {len(values)} {'is' if missing == 1 else 'are'} not."
        )
    codes, found = pd.factorize(values)
    # Short numbers are put in order by counting.
    small = len(found) <= np.iinfo(np.int16).max
    return Strata(strata, codes.astype(np.int16 if small else np.int64), len(found))


def within(strata: Strata | None, order: Integers) -> Integers:
    """Turn a permutation of all rows into one that keeps each row in its stratum.

    The rows of a stratum come in the order in which the permutation has them: equally likely, one
    and all, where the permutation was. With a single stratum it stays as it is.
    """
    if strata is None:
        return order
    kept = np.empty_like(order)
    kept[np.argsort(strata.codes, kind="stable")] = order[
        np.argsort(strata.codes[order], kind="stable")
    ]
    return kept


def exchangeable(strata: Strata, *labels: NDArray[Any]) -> int:
    """Count the rows whose stratum holds another label than theirs: those that can move."""
    label = pd.factorize(pd.MultiIndex.from_arrays(list(labels)))[0]
    kinds = pd.Series(label).groupby(strata.codes).transform("nunique")
    return int((kinds > 1).sum())


def described(strata: Strata | None, *labels: NDArray[Any]) -> dict[str, Any]:
    """Say for `attrs` what is exchanged with what; nothing where no strata are asked for."""
    if strata is None:
        return {}
    return {
        "null": f"labels exchanged within strata of {strata.name}",
        "strata": strata.number,
        "exchangeable": exchangeable(strata, *labels),
    }
