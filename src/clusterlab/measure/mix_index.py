"""Mix index: how complete a community of firms, universities, institutes, hospitals and support."""

import numpy as np
import pandas as pd

from ..model.checks import column, whole_number
from ..model.reason import Reason
from ._rank_interval import rank_interval
from ._shares import aligned, counts, entropy_nats, ratio

# What each type of organisation does in the community.
_ROLES = {
    "firm": "firm",
    "anchor": "firm",
    "startup": "firm",
    "university": "university",
    "institute": "institute",
    "hospital": "hospital",
    "agency": "support",
    "incubator": "support",
    "accelerator": "support",
    "investor": "support",
    "law": "support",
    "accounting": "support",
    "support": "support",
}
_NAMES = ["firm", "university", "institute", "hospital", "support"]


def community_counts(organisations: pd.DataFrame, *, place: str = "district_id") -> pd.DataFrame:
    """Count the organisations of each role in each place.

    Parameters
    ----------
    organisations : DataFrame
        One row for each, with a column `type` (firm, anchor, startup, university, institute,
        hospital, agency, incubator, accelerator, investor, law, accounting or support).
    place : str
        Column that says where it is; rows without a place are left out.

    Returns
    -------
    DataFrame, shape (places, 5)
        Columns firm (anchors and start-ups included), university, institute, hospital and support
        (agencies, incubators, accelerators, investors, law and accounting offices included).

    Raises
    ------
    ValueError
        A type that has no role.

    Examples
    --------
    >>> rows = pd.DataFrame({"type": ["anchor", "startup", "law"], "district_id": "magok_1"})
    >>> community_counts(rows).loc["magok_1"].to_dict()
    {'firm': 2, 'university': 0, 'institute': 0, 'hospital': 0, 'support': 1}
    """
    role = column(organisations, "type").map(_ROLES)
    if role.isna().any():
        stray = organisations["type"][role.isna()].iloc[0]
        raise ValueError(f"type {stray!r} has no role; the types are {', '.join(_ROLES)}.")
    where = column(organisations, place)
    table = pd.crosstab(where, role).reindex(columns=_NAMES, fill_value=0)
    return table.rename_axis(index=place, columns="role")


def mix_index(
    community: pd.DataFrame, *, half: pd.Series | None = None, draws: int = 999, seed: int = 0
) -> pd.DataFrame:
    r"""Measure how far each role of the community is filled, where one cannot stand for another.

    .. math:: M = \prod_k p_k^{1/m}, \qquad p_k = \frac{n_k}{n_k + h_k}

    with :math:`n_k` the number in role k of m, and :math:`h_k` the number at which the role
    counts as half filled.

    Parameters
    ----------
    community : DataFrame, shape (places, roles)
        Numbers of organisations, as from `community_counts`; zero or more. NaN where it is not
        known whether there are any: no row on a list is no zero.
    half : Series, indexed by role, optional
        :math:`h_k`, above 0. Without it, the median over the places that have the role, so that
        the index compares these places and no others.
    draws : int
        Weightings of the roles that make up the rank interval.
    seed : int
        Start of the random numbers.

    Returns
    -------
    DataFrame, index of `community`
        index: M, from 0 (a role is missing) towards 1; roles: how many are present; entropy of
        the numbers [nats]; fill_<role>: :math:`p_k`; rank and rank_low, rank_high: interval of
        the rank by :math:`\sum_k w_k p_k` over 90 % of random weightings w. NaN for a role that
        no place has, which leaves the mean. A place with a number that is not known has neither
        index nor rank; ``attrs["reason"]`` is then ``role_unlisted``.

    Raises
    ------
    ValueError
        One place alone without `half`: it can only be compared with a yardstick.

    Notes
    -----
    This index is this library's own. It rises ever less with more of the same, and is 0 where a
    role is missing, while the rank weighs arithmetic means, so that such places can still be told
    apart. Numbers depend on how fully each place was listed: compare places listed alike.

    Examples
    --------
    >>> towns = pd.DataFrame({"firm": [90, 30], "university": [1, 1]}, index=["Magok", "Osong"])
    >>> mix_index(towns)[["index", "roles", "rank"]].round(3)
           index  roles  rank
    Magok  0.548      2     1
    Osong  0.408      2     2
    """
    unlisted = community.isna().to_numpy()
    values = counts(community.fillna(0) if unlisted.any() else community, name="community")
    whole_number(draws, "draws")
    if half is None:
        if len(community) < 2:
            raise ValueError("half must be given where there is only one place to compare.")
        some = np.where(values > 0, values, np.nan)
        filled = (values > 0).any(axis=0)
        yardstick = np.full(values.shape[1], np.nan)
        yardstick[filled] = np.nanmedian(some[:, filled], axis=0)
    else:
        yardstick = aligned(half, community.columns, name="half")
        if not (yardstick > 0).all():
            raise ValueError(f"half must be above zero. The lowest given is {yardstick.min()}.")
    fill = values / (values + yardstick)
    known = ~np.isnan(yardstick)
    logs = np.log(np.where(fill[:, known] > 0, fill[:, known], 1.0))
    index = np.exp(logs.mean(axis=1)) if known.any() else np.full(len(values), np.nan)
    missing = (fill[:, known] == 0).any(axis=1)
    open_ = np.asarray(unlisted[:, known].any(axis=1), dtype=bool)
    fill[unlisted] = np.nan
    table = pd.DataFrame(
        {
            "index": np.where(open_, np.nan, np.where(missing, 0.0, index)),
            "roles": (values > 0).sum(axis=1),
            "entropy": entropy_nats(ratio(values, values.sum(axis=1, keepdims=True))),
        },
        index=community.index,
    )
    for position, role in enumerate(community.columns):
        table[f"fill_{role}"] = fill[:, position]
    whole = community.index[np.flatnonzero(~open_)]
    ranks = rank_interval(fill[:, known][~open_], draws=draws, seed=seed).set_axis(whole)
    table = table.join(ranks)
    if open_.any():
        table.attrs["reason"] = Reason("role_unlisted")
    return table
