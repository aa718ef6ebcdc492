"""Compiled shares of circles inside a polygon, for all the circles round one point at once.

The share of a circle that is inside depends on its radius alone once the centre is given. Each
edge at a signed distance h from the centre (above zero where the centre is on the window's side)
meets the circle at the angles ψ ± acos(h / d) about its outward normal ψ: the circle leaves the
window at the lower and enters it at the higher one. The inside is the sum of the angles of exit
less those of entry, up to full turns. As the radius grows, meetings come and go only where the
circle touches an edge or passes a corner. Between these events the sum is a constant less the
acos of the edges met; the share is continuous throughout, which settles the full turns.
"""

import numpy as np
from numba import njit
from numpy.typing import NDArray

from ._validation import Floats, Outline
from ._window import rings_of

Integers = NDArray[np.int64]
TURN = 2 * np.pi
LEAST = 1e-9  # shares below are settled one by one
ROUNDING = 2e-6  # metres from the border within which a centre may lie on either side


def edge_table(window: Outline) -> tuple[Floats, Floats, Integers]:
    """Return each edge's start, its direction and the edge that follows it in the ring.

    The direction has three columns: the angle of the outward normal, and the unit vector along the
    edge; the window is on its left.
    """
    starts, ways, after = [], [], []
    count = 0
    for xy in rings_of(window):
        n = len(xy) - 1
        starts.append(xy[:-1])
        step = np.diff(xy, axis=0)
        length = np.hypot(step[:, 0], step[:, 1])[:, None]
        ahead = step / length
        ways.append(np.column_stack([np.arctan2(-ahead[:, 0], ahead[:, 1]), ahead]))
        after.append(count + np.roll(np.arange(n), -1))
        count += n
    return (
        np.ascontiguousarray(np.vstack(starts)),
        np.ascontiguousarray(np.vstack(ways)),
        np.concatenate(after).astype(np.int64),
    )


@njit(cache=True, nogil=True)
def _find_events(
    cx: float,
    cy: float,
    furthest: float,
    start: Floats,
    way: Floats,
    after: Integers,
    off: Floats,
    at: Floats,
    which: Integers,
) -> int:
    """List the squared distances up to which a circle touches an edge or passes a corner.

    `which` is the edge touched, or −1 − the edge that ends in the corner. Fills `off` with the
    signed distance of each edge listed.
    """
    found = 0
    for k in range(start.shape[0]):
        ahead_x, ahead_y = way[k, 1], way[k, 2]
        ux, uy = start[k, 0] - cx, start[k, 1] - cy
        ends = after[k]
        vx, vy = start[ends, 0] - cx, start[ends, 1] - cy
        h = ux * ahead_y - uy * ahead_x
        off[k] = h
        corner = vx * vx + vy * vy
        if corner <= furthest:
            at[found], which[found] = corner, -1 - k
            found += 1
        begin, end = ux * ahead_x + uy * ahead_y, vx * ahead_x + vy * ahead_y
        if begin < 0 and end > 0 and h * h <= furthest:
            # Rounding must not let a circle touch the edge after it has passed an end.
            at[found] = min(h * h, corner, ux * ux + uy * uy)
            which[found] = k
            found += 1
    return found


@njit(cache=True, nogil=True)
def _sort(at: Floats, which: Integers) -> None:
    """Sort events by distance, in place (Shell 1959; numba's own sort takes seconds to compile)."""
    gap = 1
    while 3 * gap + 1 < at.size:
        gap = 3 * gap + 1
    while gap:
        for begin in range(gap, at.size):
            key, event = at[begin], which[begin]
            k = begin
            while k >= gap and at[k - gap] > key:
                at[k], which[k] = at[k - gap], which[k - gap]
                k -= gap
            at[k], which[k] = key, event
        gap //= 3


@njit(cache=True, nogil=True)
def _switch(edge: int, change: int, active: Integers, count: Integers, met: int) -> int:
    """Add to or take from the number of times that an edge is met; returns how many are met."""
    for a in range(met):
        if active[a] == edge:
            count[a] += change
            if count[a] == 0:
                met -= 1
                active[a], count[a] = active[met], count[met]
            return met
    active[met], count[met] = edge, change
    return met + 1


@njit(cache=True, nogil=True)
def _happen(
    event: int,
    cx: float,
    cy: float,
    start: Floats,
    way: Floats,
    after: Integers,
    active: Integers,
    count: Integers,
    met: int,
) -> tuple[float, int]:
    """Let one event change the edges met; returns the constant added, and how many are met."""
    if event >= 0:
        return 0.0, _switch(event, 2, active, count, met)
    ends = -1 - event
    follows = after[ends]
    ux, uy = start[follows, 0] - cx, start[follows, 1] - cy
    # Past the foot the circle no longer enters over the edge that ends; before it, it now leaves.
    past = ux * way[ends, 1] + uy * way[ends, 2] > 0
    met = _switch(ends, -1 if past else 1, active, count, met)
    ahead = ux * way[follows, 1] + uy * way[follows, 2] < 0
    met = _switch(follows, -1 if ahead else 1, active, count, met)
    return way[ends, 0] - way[follows, 0], met


@njit(cache=True, nogil=True, error_model="numpy")
def _angle(h: float, d: float, per_d: float) -> float:
    """Return acos(h / d), clipped; the rational of Sun's fdlibm, without a branch."""
    size = abs(h)
    x = min(size * per_d, 1.0)
    small = x < 0.5
    z = x * x if small else max(d - size, 0.0) * (0.5 * per_d)
    top = z * (
        1.66666666666666657415e-01
        + z
        * (
            -3.25565818622400915405e-01
            + z
            * (
                2.01212532134862925881e-01
                + z
                * (
                    -4.00555345006794114027e-02
                    + z * (7.91534994289814532176e-04 + z * 3.47933107596021167570e-05)
                )
            )
        )
    )
    below = 1.0 + z * (
        -2.40339491173441421878
        + z
        * (
            2.02094576023350569471
            + z * (-6.88283971605453293030e-01 + z * 7.70381505559019352791e-02)
        )
    )
    root = x if small else np.sqrt(z)
    arc = root + root * (top / below)
    arc = np.pi / 2 - arc if small else 2 * arc
    return np.pi - arc if h < 0 else arc


@njit(cache=True, nogil=True, error_model="numpy")
def _angle_left(
    d: float, constant: float, off: Floats, active: Integers, count: Integers, met: int
) -> float:
    """Return the angle inside at one radius."""
    left = constant
    for a in range(met):
        left -= count[a] * _angle(off[active[a]], d, 1 / d)
    return left


@njit(cache=True, nogil=True, error_model="numpy")
def _settle_turns(
    cx: float,
    cy: float,
    furthest: float,
    start: Floats,
    way: Floats,
    after: Integers,
    off: Floats,
    at: Floats,
    which: Integers,
    active: Integers,
    count: Integers,
) -> Floats:
    """Return the constant of the angle inside, before the first event and after each."""
    found = at.size
    constant = np.empty(found + 1)
    constant[0] = TURN
    met = 0
    for e in range(found):
        # A centre on the border meets its edges at no distance at all.
        d = max(np.sqrt(at[e]), 1e-300)
        before = _angle_left(d, constant[e], off, active, count, met)
        added, met = _happen(which[e], cx, cy, start, way, after, active, count, met)
        level = _angle_left(d, constant[e] + added, off, active, count, met)
        turns = np.floor((before - level) / TURN + 0.5)
        constant[e + 1] = constant[e] + added + TURN * turns
    if at[0] > ROUNDING * ROUNDING:
        return constant
    # On the border, or put outside it by rounding, the centre does not start with a full turn: the
    # turns are read where the angle in the middle between two events leaves least doubt.
    met = 0
    clearest, over = 1e-6, 0.0
    for e in range(found):
        _, met = _happen(which[e], cx, cy, start, way, after, active, count, met)
        d = 0.5 * (np.sqrt(at[e]) + np.sqrt(at[e + 1] if e + 1 < found else furthest))
        turns = _angle_left(max(d, 1e-300), constant[e + 1], off, active, count, met) / TURN
        clear = abs(turns - np.floor(turns + 0.5))
        if clear > clearest:
            clearest, over = clear, np.floor(turns)
    for e in range(1, found + 1):
        constant[e] -= TURN * over
    return constant


@njit(cache=True, nogil=True, error_model="numpy")
def _sort_by_piece(
    square: Floats, at: Floats, piece: Integers, place: Integers, begins: Integers
) -> None:
    """Order circles by the number of events up to their radius, those before the first left out.

    `begins` receives where in `place` each piece begins; `piece` is worked in.
    """
    found = at.size
    buckets = 2 * found + 1
    top = at[found - 1]
    per_bucket = (buckets - 1) / top if top > 0 else 0.0
    lead = np.empty(buckets, dtype=np.int64)
    p = 0
    for b in range(buckets):
        # One event early, so that rounding of the bucket cannot lead past one.
        while p < found and at[p] * per_bucket < b - 0.5:
            p += 1
        lead[b] = p
    for p in range(found + 2):
        begins[p] = 0
    for t in range(square.size):
        q = square[t]
        p = found
        if q <= 0:
            p = 0  # a twin: no circle
        elif q < top:
            p = lead[int(q * per_bucket)]
            while p > 0 and at[p - 1] > q:
                p -= 1
            while at[p] <= q:
                p += 1
        piece[t] = p
        begins[p + 1] += 1
    begins[1] = 0
    for p in range(found + 1):
        begins[p + 1] += begins[p]
    following = np.empty(found + 1, dtype=np.int64)
    for p in range(found + 1):
        following[p] = begins[p]
    for t in range(square.size):
        p = piece[t]
        if p:
            place[following[p]] = t
            following[p] += 1


@njit(cache=True, nogil=True, error_model="numpy", fastmath={"contract"})
def _subtract(left: Floats, d: Floats, per_d: Floats, h: float, times: float) -> None:
    """Take from the angle inside of each circle what one edge cuts off."""
    for t in range(left.size):
        left[t] -= times * _angle(h, d[t], per_d[t])


@njit(cache=True, nogil=True, error_model="numpy")
def weigh_excess(
    cx: float,
    cy: float,
    square: Floats,
    weight: Floats,
    start: Floats,
    way: Floats,
    after: Integers,
    room: Floats,
    places: Integers,
    doubts: Integers,
) -> int:
    """Multiply weights by 1 / share − 1 of the circle round a point through each neighbour.

    `square` holds the squared distances. `room` and `places`, shapes (3, at least as many) and
    (2, at least as many), are worked in. Returns how many positions were written to `doubts`:
    circles of which hardly anything is inside, whose weights are left as they are.
    """
    edges = start.shape[0]
    furthest = 0.0
    for t in range(square.size):
        furthest = max(furthest, square[t])
    off, at = np.empty(edges), np.empty(2 * edges)
    which = np.empty(2 * edges, dtype=np.int64)
    found = _find_events(cx, cy, furthest, start, way, after, off, at, which)
    if found == 0:
        for t in range(square.size):
            weight[t] = 0.0
        return 0
    at, which = at[:found], which[:found]
    _sort(at, which)
    active, count = np.empty(edges, dtype=np.int64), np.empty(edges, dtype=np.int64)
    constant = _settle_turns(cx, cy, furthest, start, way, after, off, at, which, active, count)
    begins = np.empty(found + 2, dtype=np.int64)
    place = places[1]
    _sort_by_piece(square, at, places[0], place, begins)
    for t in range(square.size):
        if places[0, t] == 0:
            weight[t] = 0.0  # wholly inside
    met = 0
    doubtful = 0
    for e in range(found):
        _, met = _happen(which[e], cx, cy, start, way, after, active, count, met)
        begin, end = begins[e + 1], begins[e + 2]
        if begin == end:
            continue
        left, d, per_d = room[0, begin:end], room[1, begin:end], room[2, begin:end]
        for t in range(end - begin):
            d[t] = square[place[begin + t]]
        for t in range(end - begin):
            left[t] = constant[e + 1]
            d[t] = np.sqrt(d[t])
            per_d[t] = 1 / d[t]
        for a in range(met):
            _subtract(left, d, per_d, off[active[a]], float(count[a]))
        for t in range(end - begin):
            if left[t] < LEAST * TURN:
                doubts[doubtful] = place[begin + t]
                doubtful += 1
            else:
                weight[place[begin + t]] *= max(TURN - left[t], 0.0) / left[t]
    return doubtful
