"""Whether a longitude and a latitude can be what they say."""

import math

Extent = tuple[float, float, float, float]
WORLD: Extent = (-180.0, -90.0, 180.0, 90.0)


def misplaced(lon: float, lat: float, *, extent: Extent = WORLD) -> str:
    """Say why a point cannot be right.

    Parameters
    ----------
    lon, lat : float
        Coordinates [degree].
    extent : tuple of float
        West, south, east and north edge of where points may be [degree].

    Returns
    -------
    str
        What was expected, for a message; empty where the point is well placed.

    Examples
    --------
    >>> town = (126.0, 37.0, 128.0, 38.0)
    >>> misplaced(126.83, 37.56, extent=town)
    ''
    >>> misplaced(37.56, 126.83, extent=town)
    'longitude before latitude; the two look swapped'
    """
    west, south, east, north = extent
    if not (math.isfinite(lon) and math.isfinite(lat)):
        return "finite coordinates"
    if lon == 0 and lat == 0:
        return "a place, or empty cells where it is not known; 0, 0 is in the Gulf of Guinea"
    if west <= lon <= east and south <= lat <= north:
        return ""
    if west <= lat <= east and south <= lon <= north:
        return "longitude before latitude; the two look swapped"
    if abs(lon) > 180 or abs(lat) > 90:
        return "degrees of EPSG:4326; these look like metres of another reference system"
    return f"a point within the package's extent {west:g}–{east:g} E, {south:g}–{north:g} N"
