"""Structure of funds: how much private money stands beside the public."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from .fund_state import GONE, IN_PLACE as IN_PLACE, funds_at

_PUBLIC = ("lp_central_government", "lp_policy_bank", "lp_local_government")
_PRIVATE = ("lp_bank", "lp_corporate", "lp_gp")
# Published parts are rounded: this much of the size may be missing or too much [-].
_ROUNDING = 0.002

_COLUMNS = [
    "name",
    "kind",
    "scope",
    "low",
    "high",
    "latest",
    "rows",
    "as_of",
    "reason",
    "source_ids",
]

Range = tuple[float, float]


def private_share(
    funds: pd.DataFrame,
    *,
    include: Sequence[str] = IN_PLACE,
    max_unknown_pct: float = 10.0,
    date: str = "",
) -> pd.DataFrame:
    r"""Give private money as a share of each fund, as a range where its sources disagree.

    .. math:: S = V / (P + V)

    with V the private and P the public money.

    Parameters
    ----------
    funds : DataFrame
        Rows as in a cluster's funds table; one fund has several where sources or dates differ.
        Money in one unit throughout. `private` and `public` are totals; where one is missing it
        is the sum of its kinds of investor, and what is left of `size` could be either.
    include : sequence of str
        States of a fund that count: money in place, unless plans and targets are asked for.
    max_unknown_pct : float
        Above this part of a fund that could be either, its split counts as unknown [%].
    date : str
        Count only funds in place at this day, month or year (`fund_states`); the status told
        counts without it.

    Returns
    -------
    DataFrame, indexed by fund_id
        name, kind, scope; low, high: least and greatest share that a row supports [0-1]; latest:
        the share in the newest row, NaN if that is itself a range; rows: how many rows told the
        split; as_of: the newest of them; reason: why the share is NaN, else empty; source_ids.

    Notes
    -----
    Reasons: ``not_in_place`` (no row in a state that counts), ``ended`` and ``not_confirmed``
    (as `fund_states` has it), ``no_size``, ``split_unknown``,
    ``parts_exceed_size``, ``no_public_money`` (leverage only). Banks, companies and the general
    partner count as private; "other" investors as either. Where the general partner is itself a
    public body, the share is too high by its commitment.

    Examples
    --------
    >>> fund = {"fund_id": "f", "name": "F", "kind": "fund", "scope": "national",
    ...         "status": "closed", "source_id": "s"}
    >>> rows = [{**fund, "as_of": "2025-03", "size": 720, "public": 400, "private": 320},
    ...         {**fund, "as_of": "2025-10", "size": 800, "public": 400, "private": 400}]
    >>> table = private_share(pd.DataFrame(rows)).round(3)
    >>> table[["low", "high", "latest"]]  # doctest: +NORMALIZE_WHITESPACE
               low  high  latest
    fund_id
    f        0.444   0.5     0.5
    """

    def share(public: Range, private: Range) -> Range:
        whole = (public[0] + private[1], public[1] + private[0])
        return private[0] / whole[1], private[1] / whole[0]

    counted = funds_at(funds, date=date) if date else funds
    return _by_fund(counted, share, include=include, max_unknown_pct=max_unknown_pct)


def leverage(
    funds: pd.DataFrame,
    *,
    include: Sequence[str] = IN_PLACE,
    max_unknown_pct: float = 10.0,
    date: str = "",
) -> pd.DataFrame:
    r"""Give private won for each public won in each fund, as a range where its sources disagree.

    .. math:: L = V / P

    with V the private and P the public money.

    Parameters
    ----------
    funds : DataFrame
        As in `private_share`.
    include : sequence of str
        States of a fund that count: money in place, unless plans and targets are asked for.
    max_unknown_pct : float
        Above this part of a fund that could be either, its split counts as unknown [%].
    date : str
        Count only funds in place at this day, month or year (`fund_states`); the status told
        counts without it.

    Returns
    -------
    DataFrame, indexed by fund_id
        As in `private_share`, with low, high and latest in private won for each public won. NaN
        with the reason ``no_public_money`` where there is none.

    Notes
    -----
    It says how much stands beside public money, not how much came because of it.

    Examples
    --------
    >>> fund = {"fund_id": "f", "name": "F", "kind": "fund", "scope": "national", "as_of": "2025",
    ...         "status": "closed", "source_id": "s", "size": 1500, "public": 600, "private": 900}
    >>> leverage(pd.DataFrame([fund]))[["low", "high", "latest"]]  # doctest: +NORMALIZE_WHITESPACE
             low  high  latest
    fund_id
    f        1.5   1.5     1.5
    """

    def private_for_public(public: Range, private: Range) -> Range:
        if public[0] <= 0:
            raise _UndefinedSplitError("no_public_money")
        return private[0] / public[1], private[1] / public[0]

    counted = funds_at(funds, date=date) if date else funds
    return _by_fund(counted, private_for_public, include=include, max_unknown_pct=max_unknown_pct)


class _UndefinedSplitError(Exception):
    """A row from which the measure cannot be told; the message is the code of the reason."""


def _by_fund(
    funds: pd.DataFrame,
    measure: Callable[[Range, Range], Range],
    *,
    include: Sequence[str],
    max_unknown_pct: float,
) -> pd.DataFrame:
    """Measure every row that counts, and join the rows of one fund into a range."""
    if not 0 <= max_unknown_pct <= 100:
        raise ValueError(f"max_unknown_pct must be from 0 to 100, not {max_unknown_pct}.")
    found: dict[str, dict[str, Any]] = {}
    known = funds[funds["fund_id"].notna()]
    by_fund: dict[Hashable, list[dict[Hashable, Any]]] = {}
    for row in known.to_dict("records"):
        by_fund.setdefault(row["fund_id"], []).append(row)
    counted = set(include)
    for fund_id, rows in by_fund.items():
        told: list[tuple[str, str, Range]] = []
        reason = "not_in_place"
        for row in rows:
            if row["status"] not in counted:
                # Ended, or not confirmed since: not the same as never formed.
                reason = row["status"] if row["status"] in GONE else reason
                continue
            try:
                limits = measure(*_split(row, max_unknown_pct / 100))
                told.append((str(row["as_of"]), str(row["source_id"]), limits))
            except _UndefinedSplitError as undefined:
                reason = str(undefined)
        told.sort()
        newest = told[-1][2] if told else (np.nan, np.nan)
        found[str(fund_id)] = {
            **{column: rows[-1][column] for column in ("name", "kind", "scope")},
            "low": min((limits[0] for _, _, limits in told), default=np.nan),
            "high": max((limits[1] for _, _, limits in told), default=np.nan),
            "latest": newest[1] if _alike(*newest) else np.nan,
            "rows": len(told),
            "as_of": told[-1][0] if told else "",
            "reason": "" if told else reason,
            "source_ids": ";".join(sorted({source for _, source, _ in told})),
        }
    table = pd.DataFrame.from_dict(found, orient="index", columns=_COLUMNS)
    return table.rename_axis("fund_id")


def _alike(one: float, other: float) -> bool:
    """Whether two numbers are the same but for rounding, two infinities among them."""
    return one == other or abs(one - other) <= 1e-8 + 1e-9 * abs(other) < np.inf


def _split(row: Mapping[Hashable, Any], max_unknown: float) -> tuple[Range, Range]:
    """Least and greatest public and private money that one row allows."""
    public, public_is_total = _side(row, "public", _PUBLIC)
    private, private_is_total = _side(row, "private", _PRIVATE)
    size = _number(row, "size")
    if np.isnan(size):
        if not (public_is_total and private_is_total):
            raise _UndefinedSplitError("no_size")
        size = public + private
    if size <= 0:
        raise _UndefinedSplitError("no_size")
    unknown = size - public - private
    if unknown < -_ROUNDING * size:
        raise _UndefinedSplitError("parts_exceed_size")
    if unknown <= _ROUNDING * size:
        unknown = 0.0
    elif public_is_total and not private_is_total:
        # The public total is stated, so that what is left can only be private.
        private, unknown = size - public, 0.0
    elif private_is_total and not public_is_total:
        public, unknown = size - private, 0.0
    if unknown > max_unknown * size:
        raise _UndefinedSplitError("split_unknown")
    return (public, public + unknown), (private, private + unknown)


def _side(row: Mapping[Hashable, Any], total: str, kinds: Sequence[str]) -> tuple[float, bool]:
    """Money of one side, and whether it is a stated total rather than a sum of what is known."""
    stated = _number(row, total)
    if not np.isnan(stated):
        return stated, True
    return float(np.nansum([_number(row, kind) for kind in kinds])), False


def _number(row: Mapping[Hashable, Any], column: str) -> float:
    """Amount in a column that may be absent or empty."""
    value = row.get(column)
    if value is None or value is pd.NA:
        return np.nan
    amount = float(value)
    if amount < 0:
        raise ValueError(f"{column} of {row['fund_id']!r} must be zero or more, not {amount}.")
    return amount
