"""TopoJSON: shapes put together from the arcs that neighbours share."""

from collections.abc import Sequence
from typing import Any

from ...model.problem import DataError, Problem, meant

Position = list[float]


def geometries_of(
    topology: dict[str, Any], file: str, *, layer: str | None = None
) -> tuple[str, list[dict[str, Any]]]:
    """Turn an object of a topology into GeoJSON features.

    Parameters
    ----------
    topology : dict
        A TopoJSON file.
    file : str
        Its name in messages.
    layer : str, optional
        Name of the object, where there are several.

    Returns
    -------
    name : str
        Of the object.
    features : list of dict
        With properties and geometry; an arc that is not there leaves the geometry without
        coordinates.

    Raises
    ------
    DataError
        Where the object is not named or not there.
    """
    objects = topology.get("objects")
    if not isinstance(objects, dict) or not objects:
        raise DataError([Problem(file, 0, "objects", None, "a TopoJSON file with objects")])
    if layer is None and len(objects) > 1:
        expected = f"the name of a layer (--layer); there are {', '.join(objects)}"
        raise DataError([Problem(file, 0, "", None, expected)])
    name = layer or next(iter(objects))
    if name not in objects:
        expected = f"a layer of the file{meant(name, objects)}; there are {', '.join(objects)}"
        raise DataError([Problem(file, 0, "layer", name, expected)])
    try:
        arcs = _arcs(topology)
    except (KeyError, TypeError, ValueError, IndexError):
        expected = "arcs and a transform of a TopoJSON file; these cannot be read"
        raise DataError([Problem(file, 0, "arcs", None, expected)]) from None
    chosen = objects[name]
    parts = chosen.get("geometries", [chosen]) if isinstance(chosen, dict) else []
    return name, [_feature(part, arcs) for part in parts]


def _arcs(topology: dict[str, Any]) -> list[list[Position]]:
    """Undo the steps in which a quantised topology writes its arcs."""
    transform = topology.get("transform")
    arcs: list[list[Position]] = topology.get("arcs") or []
    if not isinstance(transform, dict):
        return [[list(position[:2]) for position in arc] for arc in arcs]
    (scale_x, scale_y), (move_x, move_y) = transform["scale"], transform["translate"]
    made = []
    for arc in arcs:
        x, y = 0.0, 0.0
        line = []
        for step in arc:
            x, y = x + step[0], y + step[1]
            line.append([x * scale_x + move_x, y * scale_y + move_y])
        made.append(line)
    return made


def _feature(part: dict[str, Any], arcs: Sequence[list[Position]]) -> dict[str, Any]:
    properties = dict(part.get("properties") or {})
    if "id" in part:
        properties.setdefault("id", part["id"])
    kind = part.get("type")
    if kind is None:
        return {"properties": properties, "geometry": None}
    drawn: dict[str, Any] = {"type": kind}
    try:
        if kind in {"Point", "MultiPoint"}:
            drawn["coordinates"] = part["coordinates"]
        else:
            drawn["coordinates"] = _joined(part["arcs"], kind, arcs)
    except (IndexError, KeyError, TypeError):
        drawn["type"] = f"{kind} with a missing arc"
    return {"properties": properties, "geometry": drawn}


def _joined(indices: Any, kind: str, arcs: Sequence[list[Position]]) -> Any:
    if kind == "LineString":
        return _line(indices, arcs)
    if kind in {"MultiLineString", "Polygon"}:
        return [_line(part, arcs) for part in indices]
    return [[_line(ring, arcs) for ring in polygon] for polygon in indices]


def _line(indices: Sequence[int], arcs: Sequence[list[Position]]) -> list[Position]:
    """Join arcs; a negative number names an arc walked backwards, ~0 the first."""
    line: list[Position] = []
    for index in indices:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        line += arc[1:] if line else arc
    return line
