"""Occupancy: how much of each industrial complex is sold and at work, against all the others."""

import numpy as np
import numpy.typing as npt
import pandas as pd

from ._shares import FloatArray, ratio


def occupancy(complexes: pd.DataFrame, *, among: str | None = None) -> pd.DataFrame:
    """Give sold and operating shares of complexes, and their percentile rank in the country.

    Parameters
    ----------
    complexes : DataFrame
        All complexes, one row each, with the columns complex_id, for_sale_area_m2, sold_area_m2,
        tenants, operating and count_as_complex. Rows with count_as_complex False are parts of
        others: they get a rank, yet nothing is ranked against them and they are in no sum.
    among : str, optional
        Column whose value must agree for two complexes to be compared, such as "kind".

    Returns
    -------
    DataFrame, shape (complexes, 6), indexed by complex_id
        sold_share = sold / for sale area [0-1] and operating_share = operating / tenants [0-1],
        NaN where nothing is for sale or no tenant is known; sold_rank_pct and operating_rank_pct:
        percentage of the compared complexes that lie below, those that tie counting half (a
        complex ties with itself); sold_compared and operating_compared: how many were compared.
        ``attrs``: national sold_share and operating_share, from sums over whole complexes.

    Raises
    ------
    ValueError
        complex_id is given twice, more is sold than is for sale, or more operate than are tenants.

    Notes
    -----
    Land that is sold need not be built on, and a tenant need not operate: read both shares.

    Examples
    --------
    >>> table = pd.DataFrame({"complex_id": ["a", "b", "c"], "for_sale_area_m2": [10.0, 10.0, 0.0],
    ...                       "sold_area_m2": [10.0, 4.0, 0.0], "tenants": [8, 5, 0],
    ...                       "operating": [4, 5, 0], "count_as_complex": True})
    >>> shares = occupancy(table)
    >>> shares[["sold_share", "sold_rank_pct", "operating_share"]]  # doctest: +NORMALIZE_WHITESPACE
                sold_share  sold_rank_pct  operating_share
    complex_id
    a                  1.0           75.0              0.5
    b                  0.4           25.0              1.0
    c                  NaN            NaN              NaN
    """
    index = pd.Index(complexes["complex_id"], name="complex_id")
    if not index.is_unique:
        raise ValueError(
            f"complex_id {index[index.duplicated()].tolist()[0]!r} is given more than once."
        )
    whole = complexes["count_as_complex"].to_numpy(dtype=bool)
    groups = (
        np.zeros(len(index), dtype=np.intp)
        if among is None
        else pd.factorize(complexes[among], use_na_sentinel=False)[0]
    )
    out = pd.DataFrame(index=index)
    for name, part, base in (
        ("sold", "sold_area_m2", "for_sale_area_m2"),
        ("operating", "operating", "tenants"),
    ):
        parts, bases = (
            pd.to_numeric(complexes[column]).to_numpy(dtype=np.float64, na_value=np.nan)
            for column in (part, base)
        )
        over = parts > bases
        if over.any():
            row = int(np.flatnonzero(over)[0])
            raise ValueError(
                f"{part} must not exceed {base}: {parts[row]} of {bases[row]} in {index[row]!r}."
            )
        share = ratio(parts, bases)
        out[f"{name}_share"] = share
        out[f"{name}_rank_pct"], out[f"{name}_compared"] = _ranks(share, groups, whole)
        both = whole & ~np.isnan(parts) & ~np.isnan(bases)
        out.attrs[f"{name}_share"] = float(ratio(parts[both].sum(), bases[both].sum()))
    return out


def _ranks(
    share: FloatArray, groups: npt.NDArray[np.intp], whole: npt.NDArray[np.bool_]
) -> tuple[FloatArray, npt.NDArray[np.int64]]:
    """Mid-rank percentile of each share among its group's whole complexes, and their number."""
    rank = np.full(len(share), np.nan)
    compared = np.zeros(len(share), dtype=np.int64)
    for group in np.unique(groups):
        mine = groups == group
        field = np.sort(share[mine & whole & ~np.isnan(share)])
        compared[mine] = len(field)
        asked = mine & ~np.isnan(share)
        if len(field):
            below = np.searchsorted(field, share[asked], side="left")
            upto = np.searchsorted(field, share[asked], side="right")
            rank[asked] = 100 * (below + upto) / (2 * len(field))
    return rank, compared
