"""H3 cells of very many places: H3 is asked once for each cell, not for each place.

On each of the twenty faces of its icosahedron, the cells of H3 are a lattice of regular hexagons in
the gnomonic projection from the face's centre, whose arms end in the twelve pentagons. Places of
one face that round to one node of that lattice therefore lie in one cell, which H3 itself then
names. Places so near a border that rounding could decide are given to H3 one by one.
"""

from itertools import combinations

import numpy as np
from numpy.typing import NDArray
from pyproj import CRS, Transformer

from ._cells import tallied
from ._validation import Floats

Cells = NDArray[np.uint64]
BLOCK = 1 << 15
SLACK = 1e-6  # of a cell; the lattice is right to 1e-8 at the finest resolution
TIE = 1e-9  # radians from the side of a face
TURN = np.arcsin(np.sqrt(3 / 28))  # of each odd resolution against the even ones


def h3_cells(x: Floats, y: Floats, crs: CRS, resolution: int) -> tuple[Cells, NDArray[np.intp]]:
    """Return the H3 cells that hold a place, rising, and which of them holds each place.

    Parameters
    ----------
    x, y : array, shape (n,)
        Places in `crs`.
    crs : CRS
    resolution : int
        Of H3, 0 to 15.
    """
    # Imported here: few need it.
    import h3.api.basic_int as h3

    to_degrees = Transformer.from_crs(crs, 4326, always_xy=True)
    lattice = Lattice(resolution)
    q, r = np.empty(len(x), dtype=np.int32), np.empty(len(x), dtype=np.int32)
    face = np.empty(len(x), dtype=np.int8)
    for start in range(0, len(x), BLOCK):
        part = slice(start, start + BLOCK)
        lon, lat = to_degrees.transform(x[part], y[part])
        q[part], r[part], face[part] = lattice.nodes(np.radians(lat), np.radians(lon))
    place = np.empty(len(x), dtype=np.intp)
    asked: list[NDArray[np.intp]] = []
    count = 0
    for one in np.unique(face):
        here = np.flatnonzero(face == one)
        if one < 0:
            first, row = here, np.arange(len(here))
        else:
            nodes, row = tallied(q[here].astype(np.int64), r[here].astype(np.int64))
            first = np.empty(len(nodes), dtype=np.intp)
            first[row] = here
        place[here] = row + count
        asked.append(first)
        count += len(first)
    spots = np.concatenate(asked) if asked else np.empty(0, dtype=np.intp)
    lon, lat = to_degrees.transform(x[spots], y[spots])
    named = [
        h3.latlng_to_cell(*both, resolution)
        for both in zip(np.atleast_1d(lat).tolist(), np.atleast_1d(lon).tolist(), strict=True)
    ]
    # A cell across the border of two faces is a node of both.
    cells, merged = np.unique(np.array(named, dtype=np.uint64), return_inverse=True)
    return cells, merged[place]


class Lattice:
    """The nodes of one resolution on the twenty faces."""

    def __init__(self, resolution: int) -> None:
        import h3.api.basic_int as h3

        lat, lon = np.radians([h3.cell_to_latlng(one) for one in h3.get_pentagons(0)]).T
        corners = np.column_stack(_unit(lat, lon))
        # Corners of one face are 63 degrees apart; the next nearest are 117.
        near = corners @ corners.T > 0
        sides = [
            one
            for one in combinations(range(len(corners)), 3)
            if all(near[pair] for pair in combinations(one, 2))
        ]
        centres = corners[sides].sum(axis=1)
        self.centres = centres / np.linalg.norm(centres, axis=1, keepdims=True)
        turn = -TURN if resolution % 2 else 0.0
        axes = []
        for centre, side in zip(self.centres, sides, strict=True):
            corner = corners[side[0]]
            # Two steps of resolution 0 lead to the corner; each resolution's are √7 shorter.
            arm = corner / (corner @ centre) - centre
            scale = 2 * np.sqrt(7) ** resolution / np.linalg.norm(arm)
            east = arm / np.linalg.norm(arm)
            north = np.cross(centre, east)
            along = scale * (np.cos(turn) * east - np.sin(turn) * north)
            up = scale * (np.sin(turn) * east + np.cos(turn) * north)
            # Of the hexagons' axes, which stand at 60 degrees.
            axes.append((along - up / np.sqrt(3), up * 2 / np.sqrt(3)))
        self.axes = np.array(axes)
        borders = np.array(
            [[np.cross(corners[i], corners[j]) for i, j in combinations(one, 2)] for one in sides]
        )
        borders /= np.linalg.norm(borders, axis=2, keepdims=True)
        # Pointing inward.
        self.borders = borders * np.sign(np.einsum("fsk,fk->fs", borders, self.centres))[..., None]

    def nodes(
        self, lat: Floats, lon: Floats
    ) -> tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.int8]]:
        """Return both numbers of each place's node and its face, -1 where H3 must be asked."""
        places = _unit(lat, lon)
        q, r = np.zeros(len(lat), dtype=np.int32), np.zeros(len(lat), dtype=np.int32)
        face = np.full(len(lat), -1, dtype=np.int8)
        todo = np.arange(len(lat))
        while len(todo):
            # The face of the first one left, which most of its neighbours share.
            one = int(np.argmax(self.centres @ [axis[0] for axis in places]))
            inside = _along(places, self.borders[one, 0])
            for side in self.borders[one, 1:]:
                np.minimum(inside, _along(places, side), out=inside)
            on = inside > TIE
            mine = places if on.all() else tuple(axis[on] for axis in places)
            depth = _along(mine, self.centres[one])
            a = _along(mine, self.axes[one, 0]) / depth
            b = _along(mine, self.axes[one, 1]) / depth
            here = todo[on]
            q[here], r[here], unsure = _rounded(a, b)
            face[here] = np.where(unsure, -1, one)
            left = inside < -TIE
            todo, places = todo[left], tuple(axis[left] for axis in places)
        return q, r, face


def _unit(lat: Floats, lon: Floats) -> tuple[Floats, ...]:
    """Return the places on the unit sphere."""
    level = np.cos(lat)
    return level * np.cos(lon), level * np.sin(lon), np.sin(lat)


def _along(places: tuple[Floats, ...], axis: Floats) -> Floats:
    """Return the part of each place along an axis."""
    total: Floats = places[0] * axis[0]
    total += places[1] * axis[1]
    total += places[2] * axis[2]
    return total


def _rounded(a: Floats, b: Floats) -> tuple[Floats, Floats, NDArray[np.bool_]]:
    """Round to the nearest node, and mark places within SLACK of another node's hexagon."""
    c = -a - b
    one, two, three = np.rint(a), np.rint(b), np.rint(c)
    off = [np.abs(one - a), np.abs(two - b), np.abs(three - c)]
    total = one + two + three
    # Rounding three numbers that sum to zero: mend the one that moved most.
    first = (off[0] >= off[1]) & (off[0] >= off[2])
    second = ~first & (off[1] >= off[2])
    one -= np.where(first, total, 0.0)
    two -= np.where(second, total, 0.0)
    a, b = a - one, b - two
    c = -a - b
    widest = np.maximum(np.maximum(np.abs(a - b), np.abs(b - c)), np.abs(c - a))
    return one, two, widest > 1 - SLACK
