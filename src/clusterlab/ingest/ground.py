"""What a folder knows of its land: the extent, places by name, the districts' outlines."""

from pathlib import Path

import shapely

from ..load.descriptor import extent, read_descriptor
from ..load.sheet import read_sheet
from ..load.tables import table
from .readers.crs_guess import Ground, plain_name

SURE_M = 150.0
"""A place helps to tell reference systems apart if it is known to this many metres."""
PLACES = ("transit", "universities", "institutions", "firms")


def ground_of(folder: str | Path) -> Ground:
    """Gather what places can be held against.

    Parameters
    ----------
    folder : str or Path
        A cluster's folder; its tables may be empty or faulty.

    Returns
    -------
    Ground
        Names that two places share are left out.
    """
    home = Path(folder)
    descriptor, _ = read_descriptor(home)
    places: dict[str, tuple[float, float]] = {}
    shared: set[str] = set()
    for name in PLACES:
        record = table(name)
        path = home / record.path
        if not path.is_file():
            continue
        frame = read_sheet(path.read_bytes(), record, record.path).frame
        sure = frame["lon"].notna() & (frame["uncertainty_m"] <= SURE_M)
        sure_ones = frame[sure]
        points = zip(sure_ones["name_ko"], sure_ones["lon"], sure_ones["lat"], strict=True)
        for named, lon, lat in points:
            key = plain_name(str(named))
            if key in places:
                shared.add(key)
            elif key:
                places[key] = (float(lon), float(lat))
    for key in shared:
        del places[key]
    return Ground(extent(descriptor), places, _area(home))


def _area(home: Path) -> shapely.Geometry | None:
    record = table("districts")
    path = home / record.path
    if not path.is_file():
        return None
    frame = read_sheet(path.read_bytes(), record, record.path).frame
    drawn = [shape for shape in frame.geometry if shape is not None]
    area = shapely.union_all(drawn) if drawn else None
    if area is not None:
        shapely.prepare(area)
    return area
