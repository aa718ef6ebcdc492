"""Windows: how much of a circle or of a shifted copy falls inside a polygon, and random points."""

import numpy as np
import shapely
from numpy.typing import NDArray

from ._validation import Floats, Outline

CORRECTIONS = ("none", "translation", "isotropic", "border")
BLOCK = 1_000_000  # circle-edge meetings held at a time
NEAR = 1e-9  # meetings this close to a corner or to angle 0 are settled arc by arc


def border_distance(window: Outline, xy: Floats) -> Floats:
    """Return the distance [m] of each point to the border of the window."""
    start, along = edges_of(window)
    if len(xy) * len(start) > BLOCK:
        # With many edges, the library's tree pays for the making of its points.
        distance = shapely.distance(window.boundary, shapely.points(xy))
        return np.asarray(distance, dtype=np.float64)
    nearest = np.full(len(xy), np.inf)
    for (sx, sy), (ex, ey) in zip(start, along, strict=True):
        ux, uy = xy[:, 0] - sx, xy[:, 1] - sy
        t = np.clip((ux * ex + uy * ey) / (ex * ex + ey * ey), 0.0, 1.0)
        nearest = np.minimum(nearest, np.hypot(ux - t * ex, uy - t * ey))
    return nearest


def uniform_points(window: Outline, n: int, random: np.random.Generator) -> Floats:
    """Throw n points evenly into the window."""
    west, south, east, north = window.bounds
    shapely.prepare(window)
    found = np.empty((0, 2))
    share = window.area / ((east - west) * (north - south))
    while len(found) < n:
        tries = int((n - len(found)) / share * 1.1) + 16
        xy = random.uniform([west, south], [east, north], (tries, 2))
        found = np.vstack([found, xy[shapely.contains_xy(window, xy[:, 0], xy[:, 1])]])
    return found[:n]


def translation_weights(window: Outline, lag: Floats) -> Floats:
    """Return |W| / |W ∩ (W + lag)| for lags of shape (pairs, 2) [m]."""
    west, south, east, north = window.bounds
    if is_rectangle(window):
        shared = (east - west - np.abs(lag[:, 0])) * (north - south - np.abs(lag[:, 1]))
    else:
        shared = np.empty(len(lag))
        corners = shapely.get_coordinates(window)
        for start in range(0, len(lag), 10_000):
            part = lag[start : start + 10_000]
            copies = np.full(len(part), window, dtype=object)
            moved = (corners + part[:, None, :]).reshape(-1, 2)
            copies = shapely.set_coordinates(copies, moved)
            shared[start : start + 10_000] = shapely.area(shapely.intersection(copies, window))
    with np.errstate(divide="ignore"):
        weights: Floats = np.where(shared > 0, window.area / shared, np.nan)
    return weights


def is_rectangle(window: Outline) -> bool:
    """Tell whether the window is a rectangle along the axes."""
    west, south, east, north = window.bounds
    full = (east - west) * (north - south)
    return bool(abs(full - window.area) <= 1e-12 * full)


def arc_share(window: Outline, centre: Floats, radius: Floats) -> Floats:
    """Return the share of each circle's circumference inside the window, shape (circles,).

    Where the circle meets an edge of a ring that keeps the window on its left, it leaves the window
    if the edge runs into the circle and enters it if the edge runs out, so the inside is the sum of
    the angles of exit less those of entry, and a full turn more if angle 0 lies inside.
    """
    start, along = edges_of(window)
    shapely.prepare(window)
    share = np.empty(len(centre))
    size = max(1, BLOCK // len(start))
    for k in range(0, len(centre), size):
        part = slice(k, k + size)
        share[part] = _arc_share(window, start, along, centre[part], radius[part])
    return share


def rings_of(window: Outline) -> list[Floats]:
    """Return the corners of each ring, the first again at the end, the window on the left."""
    rings = []
    for part in shapely.get_parts(shapely.orient_polygons(window)):
        for ring in [part.exterior, *part.interiors]:
            xy = shapely.get_coordinates(ring)
            moves = np.append(True, (xy[1:] != xy[:-1]).any(axis=1))
            rings.append(xy[moves])
    return rings


def edges_of(window: Outline) -> tuple[Floats, Floats]:
    """Return the start of each edge and the way along it, the window on the left."""
    rings = rings_of(window)
    start = np.vstack([xy[:-1] for xy in rings])
    end = np.vstack([xy[1:] for xy in rings])
    return start, end - start


def _arc_share(
    window: Outline, start: Floats, along: Floats, centre: Floats, radius: Floats
) -> Floats:
    ux = start[None, :, 0] - centre[:, None, 0]
    uy = start[None, :, 1] - centre[:, None, 1]
    ex, ey = along[:, 0], along[:, 1]
    a = ex * ex + ey * ey
    b = (ux * ex + uy * ey) / a
    c = (ux * ux + uy * uy - radius[:, None] ** 2) / a
    inner = b * b - c
    meets = inner > 0
    root = np.sqrt(np.where(meets, inner, 0.0))
    doubtful = np.abs(inner) < NEAR * NEAR
    turn = 2 * np.pi
    total = np.zeros(len(centre))
    count = np.zeros(len(centre), dtype=np.int64)
    for sign, leaves in ((-1.0, 1.0), (1.0, -1.0)):
        t = -b + sign * root
        hit = meets & (t >= 0) & (t < 1)
        angle = np.mod(np.arctan2(uy + t * ey, ux + t * ex), turn)
        total += np.where(hit, leaves * angle, 0.0).sum(axis=1)
        count += np.where(hit, int(leaves), 0).sum(axis=1)
        close = (np.abs(t) < NEAR) | (np.abs(t - 1) < NEAR)
        doubtful |= meets & close
        doubtful |= hit & ((angle < NEAR) | (angle > turn - NEAR))
    zero_inside = shapely.intersects_xy(window, centre[:, 0] + radius, centre[:, 1])
    share: Floats = (total + turn * zero_inside) / turn
    redo = doubtful.any(axis=1) | (count != 0) | (share < 0) | (share > 1)
    for row in np.flatnonzero(redo):
        share[row] = _arc_by_arc(window, start, along, centre[row], float(radius[row]))
    return share


def _arc_by_arc(
    window: Outline, start: Floats, along: Floats, centre: Floats, radius: float
) -> float:
    """Settle one circle that meets a corner or touches an edge: test each arc's middle."""
    u = start - centre
    a = (along**2).sum(axis=1)
    b = (u * along).sum(axis=1) / a
    inner = np.maximum(b * b - ((u**2).sum(axis=1) - radius**2) / a, 0.0)
    angles = [np.zeros(1)]
    for sign in (-1.0, 1.0):
        t = -b + sign * np.sqrt(inner)
        near = (t > -1e-6) & (t < 1 + 1e-6)
        place = u[near] + t[near, None] * along[near]
        angles.append(np.mod(np.arctan2(place[:, 1], place[:, 0]), 2 * np.pi))
    cuts = np.append(np.sort(np.concatenate(angles)), 2 * np.pi)
    width = np.diff(cuts)
    middle = cuts[:-1] + width / 2
    inside = shapely.intersects_xy(
        window, centre[0] + radius * np.cos(middle), centre[1] + radius * np.sin(middle)
    )
    return float((width * inside).sum() / (2 * np.pi))


def pair_weights_in(
    window: Outline,
    correction: str,
    *,
    start: Floats,
    end: Floats,
    distance: Floats,
    border: Floats,
) -> Floats:
    """Return the edge correction e_ij of each ordered pair; ones for "none" and "border".

    `border` is the distance of each start point to the border.
    """
    weight: NDArray[np.float64] = np.ones(len(distance))
    if correction == "translation":
        weight = translation_weights(window, end - start)
    elif correction == "isotropic":
        cut = distance > border
        share = arc_share(window, start[cut], distance[cut])
        with np.errstate(divide="ignore"):
            weight[cut] = np.where(share > 0, 1 / share, np.nan)
    return weight
