"""Local bias of investors: how much nearer their deals are than the deals they could have made."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

_RADIUS_KM = 6371.0088
# Pairs of places measured together.
_BLOCK = 1 << 16
_PLACES = ("investor_lon", "investor_lat", "firm_lon", "firm_lat")


def local_bias(deals: pd.DataFrame) -> pd.DataFrame:
    r"""Compare the distance of each investor's deals with that of the whole market's.

    .. math:: LB_i = \sum_j (h_{ij} - m_j) \left(1 - \frac{d_{ij}}{\bar d_i}\right)
        = 1 - \frac{\sum_j h_{ij} d_{ij}}{\bar d_i}, \quad \bar d_i = \sum_j m_j d_{ij}

    with h the investor's money by firm and m the market's, each as shares.

    Parameters
    ----------
    deals : DataFrame
        `investor_id`, `firm_id`, `amount` (zero or more), `investor_lon`, `investor_lat`,
        `firm_lon`, `firm_lat` [degree, EPSG:4326]. Rows without places are left out and counted.

    Returns
    -------
    DataFrame, indexed by investor_id
        deals; amount; held_km: mean distance of its money [km]; market_km: mean distance of the
        market's money from it [km]; local_bias: share by which its money is nearer [-], positive
        where it prefers what is near, NaN where the whole market is at its door. `attrs`:
        local_bias, weighted by amount; deals_without_place.

    Raises
    ------
    ValueError
        A missing column, an amount below zero, a firm or investor at two places, coordinates
        out of range.

    Notes
    -----
    The market is every firm that anyone in the table invested in, the investor's own among them.
    Distances are great circles. The bias says nothing of its cause: nearby firms may be better
    known, or simply be of the sector that the investor looks for.

    References
    ----------
    Coval and Moskowitz (1999), Journal of Finance 54: 2045-2073.

    Examples
    --------
    >>> deals = pd.DataFrame({
    ...     "investor_id": ["seoul", "busan"], "firm_id": ["s", "b"], "amount": [1, 1],
    ...     "investor_lon": [126.98, 129.08], "investor_lat": [37.57, 35.18],
    ...     "firm_lon": [126.98, 129.08], "firm_lat": [37.57, 35.18]})
    >>> local_bias(deals)["local_bias"].tolist()
    [1.0, 1.0]
    """
    missing = [n for n in ("investor_id", "firm_id", "amount", *_PLACES) if n not in deals]
    if missing:
        raise ValueError(f"Deals need a column {missing[0]!r}; they have {list(deals.columns)}.")
    if (deals["amount"] < 0).any():
        raise ValueError(f"Amounts must be zero or more; the least is {deals['amount'].min():g}.")
    placed = deals.dropna(subset=list(_PLACES)).astype({"amount": float})
    investors = _places(placed, "investor")
    firms = _places(placed, "firm")
    # Deals only, never investors by firms: few of these pairs hold money.
    of = investors.index.get_indexer(pd.Index(placed["investor_id"]))
    into = firms.index.get_indexer(pd.Index(placed["firm_id"]))
    amounts = placed["amount"].fillna(0.0).to_numpy()
    origins, targets = investors.to_numpy(float), firms.to_numpy(float)
    held = np.bincount(of, amounts, len(investors))
    market = np.bincount(into, amounts, len(firms))
    deal_km = _great_circle_km(origins[of], targets[into])
    with np.errstate(invalid="ignore"):
        market_km = _mean_km(origins, targets, market / market.sum())
        held_km = np.bincount(of, amounts * deal_km, len(investors)) / held
        bias = 1 - held_km / np.where(market_km > 0, market_km, np.nan)
    table = pd.DataFrame(
        {
            "deals": placed.groupby("investor_id").size(),
            "amount": held,
            "held_km": held_km,
            "market_km": market_km,
            "local_bias": bias,
        },
        index=investors.index,
    )
    known = table.dropna(subset="local_bias")
    weight = known["amount"].sum()
    table.attrs["local_bias"] = (
        float((known["local_bias"] * known["amount"]).sum() / weight) if weight else np.nan
    )
    table.attrs["deals_without_place"] = len(deals) - len(placed)
    return table


def _places(deals: pd.DataFrame, who: str) -> pd.DataFrame:
    """One place for each investor or firm, in the order of the table."""
    columns = [f"{who}_lon", f"{who}_lat"]
    places = deals[[f"{who}_id", *columns]].drop_duplicates()
    twice = places[f"{who}_id"].duplicated()
    if twice.any():
        name = places.loc[twice, f"{who}_id"].iloc[0]
        raise ValueError(f"{who} {name!r} is at two places; give it one, or two ids.")
    wrong = (places[columns[0]].abs() > 180) | (places[columns[1]].abs() > 90)
    if wrong.any():
        row = places[wrong].iloc[0]
        raise ValueError(
            f"{who} {row[f'{who}_id']!r} is at ({row[columns[0]]}, {row[columns[1]]}); "
            "longitude and latitude must be in degrees."
        )
    return places.set_index(f"{who}_id")


def _mean_km(
    origins: NDArray[np.float64], targets: NDArray[np.float64], weights: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Mean distance of each origin to all targets; places that several share are measured once."""
    starts, start_of = np.unique(origins, axis=0, return_inverse=True)
    ends, end_of = np.unique(targets, axis=0, return_inverse=True)
    share = np.bincount(end_of, weights, len(ends))
    mean = np.empty(len(starts))
    step = max(_BLOCK // max(len(ends), 1), 1)
    for at in range(0, len(starts), step):
        mean[at : at + step] = _great_circle_km(starts[at : at + step, None], ends[None]) @ share
    return mean[start_of]


def _great_circle_km(
    origins: NDArray[np.float64], targets: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Haversine distance between places, whose last axis is (lon, lat) in degrees."""
    lon1, lat1 = np.moveaxis(np.radians(origins), -1, 0)
    lon2, lat2 = np.moveaxis(np.radians(targets), -1, 0)
    half = np.sin((lat2 - lat1) / 2) ** 2
    half = half + np.cos(lat1) * np.cos(lat2) * np.sin((lon2 - lon1) / 2) ** 2
    kilometres: NDArray[np.float64] = 2 * _RADIUS_KM * np.arcsin(np.sqrt(np.clip(half, 0, 1)))
    return kilometres
