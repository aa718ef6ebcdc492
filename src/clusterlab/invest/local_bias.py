"""Local bias of investors: how much nearer their deals are than the deals they could have made."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

_RADIUS_KM = 6371.0088
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
    held = (
        placed.pivot_table(
            index="investor_id", columns="firm_id", values="amount", aggfunc="sum", fill_value=0.0
        )
        .reindex(index=investors.index, columns=firms.index)
        .to_numpy(float)
    )
    distance = _great_circle_km(investors.to_numpy(float), firms.to_numpy(float))
    market = held.sum(axis=0)
    with np.errstate(invalid="ignore"):
        market_km = distance @ (market / market.sum())
        held_km = (held * distance).sum(axis=1) / held.sum(axis=1)
        bias = 1 - held_km / np.where(market_km > 0, market_km, np.nan)
    table = pd.DataFrame(
        {
            "deals": placed.groupby("investor_id").size(),
            "amount": held.sum(axis=1),
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


def _great_circle_km(
    origins: NDArray[np.float64], targets: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Haversine distance between places as (lon, lat) in degrees, shape (origins, targets)."""
    lon1, lat1 = np.radians(origins).T[:, :, None]
    lon2, lat2 = np.radians(targets).T[:, None, :]
    half = np.sin((lat2 - lat1) / 2) ** 2
    half = half + np.cos(lat1) * np.cos(lat2) * np.sin((lon2 - lon1) / 2) ** 2
    kilometres: NDArray[np.float64] = 2 * _RADIUS_KM * np.arcsin(np.sqrt(np.clip(half, 0, 1)))
    return kilometres
