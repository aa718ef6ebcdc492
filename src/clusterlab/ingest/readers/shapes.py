"""The outlines of a table: in degrees, valid and of the right kind, or set aside by number."""

import geopandas as gpd
import numpy as np
import shapely

from ...load.columns import Table
from ...model.problem import DataError, Problem
from .account import Account
from .crs_guess import DEGREES, Ground, fits, inside
from .fault import Fault
from .mapping import Mapping
from .note import Note, counted
from .places import declared_crs, system_name
from .raw import Raw

WORLD_DEGREES = 180.0
POLYGONS = (shapely.Polygon, shapely.MultiPolygon)


def fit_shapes(
    raw: Raw,
    places: np.ndarray,
    mapping: Mapping,
    record: Table,
    account: Account,
    notes: list[Note],
    ground: Ground | None,
) -> tuple[np.ndarray, str]:
    """Make the outlines of a table from the geometry of a file.

    Parameters
    ----------
    raw : Raw
        The file as read.
    places : ndarray of int
        Its rows that are used.
    mapping : Mapping
        With the reference system, where the user declares one.
    record : Table
        Which kinds of geometry may be.
    account : Account
        Takes the features that cannot be used.
    notes : list of Note
        Takes what is worth telling.
    ground : Ground, optional
        Where outlines may be.

    Returns
    -------
    shapes : ndarray of Geometry
        In EPSG:4326, one for each place.
    crs : str
        What they were read in.

    Raises
    ------
    DataError
        Where the file has no geometry, or all of it lies elsewhere.
    """
    if raw.geometry is None:
        expected = f"a layer with outlines for {record.name}, such as GeoJSON, a shapefile or gpkg"
        raise DataError([Problem(raw.file, 0, "", None, expected)])
    land = ground or Ground()
    shapes = raw.geometry.to_numpy()[places]
    crs = _system(raw, shapes, mapping, land)
    if crs != DEGREES:
        moved = gpd.GeoSeries(shapes, crs=crs).to_crs(DEGREES)
        shapes = moved.to_numpy()
        notes.append(Note("crs", f"outlines read in {crs}, kept in {DEGREES}"))
    faults: list[Fault] = []
    broken = ~shapely.is_valid(shapes) & ~shapely.is_missing(shapes)
    if broken.any():
        shapes = np.where(broken, _mended(shapes, record), shapes)
        count = int(broken.sum())
        numbers = "feature " + ", ".join(str(n) for n in raw.rows[places[broken]][:5])
        said = f"{counted(count, 'outline')} that crossed or touched itself; mended ({numbers})"
        notes.append(Note("mended", said, count=count))
    for at, shape in enumerate(shapes):
        wrong = raw.faulty.get(int(places[at])) or _wrong(shape, record, land)
        if wrong:
            faults.append(Fault(at, "geometry", "", wrong, True))
    if len(shapes) and len(faults) == len(shapes):
        first = faults[0].expected
        number = int(raw.rows[places[0]])
        raise DataError([Problem(raw.file, number, "geometry", None, f"{first} (all features)")])
    account.add(faults, places)
    return shapes, crs


def _system(raw: Raw, shapes: np.ndarray, mapping: Mapping, land: Ground) -> str:
    """Settle the reference system: declared, stated and possible, or refused with what fits."""
    bounds = shapely.total_bounds(shapes)
    large = bool(np.nanmax(np.abs(bounds)) > WORLD_DEGREES) if np.isfinite(bounds).any() else False
    if mapping.read.get("crs"):
        return declared_crs(str(mapping.read["crs"]), raw.file)
    stated = raw.crs
    if stated is not None and not (large and stated.is_geographic):
        return system_name(stated)
    if not large:
        return DEGREES
    raise DataError([Problem(raw.file, 0, "geometry", None, _metres(shapes, stated, land))])


def _metres(shapes: np.ndarray, stated: object, land: Ground) -> str:
    """Say that shapes are in metres of a system that is not stated, and what fits."""
    bounds = shapely.total_bounds(shapes)
    centres = shapely.point_on_surface(shapely.envelope(shapes[~shapely.is_missing(shapes)]))
    listed = fits(shapely.get_x(centres), shapely.get_y(centres), land)
    claim = "; the file claims EPSG:4326" if stated is not None else ""
    lead = f"degrees; x={bounds[0]:.10g}, y={bounds[1]:.10g} are metres{claim}"
    if listed:
        said = "; ".join(str(fit) for fit in listed[:3])
        lead += f". What fits: {said}; say --crs {listed[0].crs} if the publisher says so"
    return lead


def drawn_as_stated(
    shapes: gpd.GeoSeries, file: str, *, crs: str | None = None, ground: Ground | None = None
) -> tuple[gpd.GeoSeries, list[Note]]:
    """Keep the shapes of a file as they are, in the system that is declared or stated.

    Parameters
    ----------
    shapes : GeoSeries
        As read.
    file : str
        Name in messages.
    crs : str, optional
        As the user declares it.
    ground : Ground, optional
        Where shapes may be.

    Returns
    -------
    shapes : GeoSeries
        Without a reference system where the stated one cannot be true.
    notes : list of Note
        What was found.
    """
    if crs is not None:
        return shapes.set_crs(declared_crs(crs, file), allow_override=True), []
    edges = np.abs(shapes.total_bounds)
    large = bool(np.isfinite(edges).any() and np.nanmax(edges) > WORLD_DEGREES)
    if not large or (shapes.crs is not None and not shapes.crs.is_geographic):
        return shapes, []
    text = f"expected {_metres(shapes.to_numpy(), shapes.crs, ground or Ground())}"
    return gpd.GeoSeries(shapes.to_numpy()), [Note("unknown crs", text)]


def _mended(shapes: np.ndarray, record: Table) -> np.ndarray:
    """Mend outlines that cross themselves, and keep the parts of the wanted kind."""
    mended = shapely.make_valid(shapes)
    if "Polygon" not in record.geometry:
        return np.asarray(mended)
    kept = []
    for shape in mended:
        parts = [] if shape is None else shapely.get_parts(shape).tolist()
        polygons = [part for part in parts if isinstance(part, POLYGONS)]
        kept.append(shapely.union_all(polygons) if polygons else shape)
    return np.array(kept, dtype=object)


def _wrong(shape: shapely.Geometry | None, record: Table, land: Ground) -> str:
    wanted = " or ".join(record.geometry)
    if shape is None:
        return f"a {wanted}; the geometry is null, or broken"
    if shapely.is_empty(shape):
        return f"a {wanted}; the geometry is empty"
    kind = type(shape).__name__
    if kind not in record.geometry:
        return f"a {wanted}; the geometry is {kind}"
    west, south, east, north = shapely.bounds(shape)
    if not np.isfinite([west, south, east, north]).all():
        return "finite coordinates"
    if east - west > WORLD_DEGREES:
        return "an outline within the extent; this one crosses the antimeridian"
    corners = inside(np.array([west, east]), np.array([south, north]), land.extent)
    if not corners.all():
        edges = "{:g}–{:g} E, {:g}–{:g} N".format(*(land.extent[i] for i in (0, 2, 1, 3)))
        reach = f"{west:g}–{east:g} E, {south:g}–{north:g} N"
        return f"an outline within {edges}; this one reaches {reach}"
    return ""
