"""A table of addresses placed: by known places, by a service, and never silently."""

from collections.abc import Sequence

import geopandas as gpd
import pandas as pd

from . import placing
from .known import Known, address_columns, index_places, read_address
from .service import Service, answers

NO_ADDRESS = "no address"
COLUMNS = ("lon", "lat", "location_basis", "uncertainty_m", "placed_by")


def geocode(
    table: pd.DataFrame,
    *,
    address: str | Sequence[str] = "address",
    known: pd.DataFrame | None = None,
    known_address: str | Sequence[str] | None = None,
    known_uncertainty_m: float | None = None,
    areas: gpd.GeoDataFrame | None = None,
    service: Service | None = None,
    nearest: bool = False,
    replace: bool = False,
) -> pd.DataFrame:
    """Place the rows of a table that have an address and no point.

    Parameters
    ----------
    table : DataFrame
        A column of Korean addresses; lon and lat where some rows are placed already.
    address : str or sequence of str
        Column or columns with the addresses, the most trusted first.
    known : DataFrame or None
        Any located table: addresses, lon and lat [degree], uncertainty_m [m] and, if it is there,
        location_basis. Without it, the rows of `table` that are placed.
    known_address : str or sequence of str or None
        Its address columns; those of `table` where none are named.
    known_uncertainty_m : float or None
        How far known points may be off where the table does not say it [m].
    areas : GeoDataFrame or None
        Outlines of neighbourhoods with name_ko, for what cannot be placed more exactly.
    service : object or None
        A client with ``geocode(addresses)``, asked for what is not known.
    nearest : bool
        Whether the nearest known number of the road may stand in where numbers on both sides are
        not known.
    replace : bool
        Whether rows that have a place are placed anew. Without it nothing is moved.

    Returns
    -------
    DataFrame
        Same index and columns, with lon, lat, location_basis, uncertainty_m and placed_by. First
        ``address``: the same road address, as uncertain as the known row, or the service's
        answer. Then the more certain of ``interpolated``, along the road (at the nearest number
        only if asked for), and ``block``, known points of the same lot or block. Then ``dong``,
        the neighbourhood's centroid, as uncertain as it is wide. Else ``none``: ``placed_by``
        says why. Rows that keep their place have no placed_by.

    Raises
    ------
    ValueError
        Where a column is missing, or the known table does not say how far its points may be off.

    Notes
    -----
    How far each method is off was measured by leaving known addresses out; see
    ``between_numbers``, and ``geocode_errors`` for a table of one's own.

    Examples
    --------
    >>> known = pd.DataFrame(
    ...     {"address": ["서울 강서구 마곡중앙로 160", "서울 강서구 마곡중앙로 170"],
    ...      "lon": [126.826, 126.826], "lat": [37.566, 37.567], "uncertainty_m": 10.0}
    ... )
    >>> firms = pd.DataFrame({"address": ["서울 강서구 마곡중앙로 166", "마곡중앙로 170 3층"]})
    >>> placed = geocode(firms, known=known)
    >>> placed[["location_basis", "uncertainty_m"]].to_numpy().tolist()
    [['interpolated', 30.0], ['address', 10.0]]
    """
    names = address_columns(table, address, of="The table")
    placed = _with_columns(table)
    addresses = [read_address(texts) for texts in zip(*(table[n] for n in names), strict=True)]
    open_rows = [
        row
        for row, there in enumerate(placed["lon"].notna() & placed["lat"].notna())
        if replace or not there
    ]
    if known is None:
        kept = placed[placed["lon"].notna()]
        index = (
            Known()
            if kept.empty
            else index_places(kept, address=names, uncertainty_m=known_uncertainty_m)
        )
    else:
        index = index_places(
            known, address=known_address or names, uncertainty_m=known_uncertainty_m
        )
    dongs = placing.index_dongs(areas) if areas is not None else {}
    exact = {row: placing.place_by_address(addresses[row], index) for row in open_rows}
    asked = {
        row: _text(table, names, row)
        for row in open_rows
        if service is not None and exact[row] is None and _text(table, names, row)
    }
    answered = answers(service, asked) if service is not None and asked else {}
    columns = {name: placed[name].tolist() for name in COLUMNS}
    for row in open_rows:
        found = (
            exact[row]
            or answered.get(row)
            or placing.place_nearby(addresses[row], index, nearest=nearest)
            or placing.place_in_dong(addresses[row], dongs)
            or placing.why_not(addresses[row], index)
        )
        if found.basis == "none" and pd.notna(columns["lon"][row]):
            continue  # A place that is known is better than none.
        text = found.placed_by if _text(table, names, row) else NO_ADDRESS
        values = (found.lon, found.lat, found.basis, found.uncertainty_m, text)
        for name, value in zip(COLUMNS, values, strict=True):
            columns[name][row] = value
    for name, cells in columns.items():
        placed[name] = pd.Series(cells, index=placed.index, dtype=placed[name].dtype)
    return _with_geometry(placed)


def _text(table: pd.DataFrame, names: Sequence[str], row: int) -> str:
    """Take the first address of a row that is written at all."""
    for name in names:
        text = table[name].iloc[row]
        if isinstance(text, str) and text.strip():
            return text.strip()
    return ""


def _with_columns(table: pd.DataFrame) -> pd.DataFrame:
    placed = table.copy()
    for name in COLUMNS:
        numeric = name in {"lon", "lat", "uncertainty_m"}
        if name not in placed.columns:
            placed[name] = pd.Series(
                [float("nan") if numeric else None] * len(placed),
                index=placed.index,
                dtype="float64" if numeric else "str",
            )
        elif numeric:
            placed[name] = placed[name].astype("float64")
    return placed


def _with_geometry(placed: pd.DataFrame) -> pd.DataFrame:
    """Draw the points of a GeoDataFrame anew, so that they are where its columns say."""
    if not isinstance(placed, gpd.GeoDataFrame):
        return placed
    points = gpd.points_from_xy(placed["lon"], placed["lat"], crs="EPSG:4326")
    drawn = gpd.GeoSeries(points, index=placed.index).where(placed["lon"].notna(), None)
    if placed.crs is not None:
        drawn = drawn.to_crs(placed.crs)
    redrawn: pd.DataFrame = gpd.GeoDataFrame(
        placed.drop(columns=placed.geometry.name), geometry=drawn
    )
    return redrawn
