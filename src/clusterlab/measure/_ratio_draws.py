"""Ratios of neighbours under permuted labels, compiled: all neighbours once, then the drawn alone.

Where weights stay at their places, what lies near a place is the same in every draw. It is counted
once for every place; a draw then needs only the pairs among the points that it marks. This gives
what `_relabelling.ratio_curves` gives, but for rounding.
"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from ._lanes import Integers, Lanes, Run, in_order, lanes_of, run_of
from ._near import Flags, Near
from ._relabelling import Roles
from ._strata import within
from ._validation import Floats

HELD = 8_000_000  # sums held at a time, over places and distances
TASK = 8  # draws that one thread takes at a time
BATCH = 4_000_000  # labels held at a time, over draws and places

# Rough seconds for one unit of work, used only to choose the quicker way.
DRAW_COST = 2e-4  # one draw, compiled
LABEL_COST = 3e-8  # one label of a draw
PLACE_COST = 1e-6  # one reference point of a draw within distances, compiled
BELL_COST = 7e-6  # the same under bells
PAIR_COST = 4e-9  # one pair of points, compiled
PLAIN_START = 5e-3  # the first steps of the way of `_relabelling`
SUM_COST = 2e-8  # one sum of a draw there, over reference points and distances
MEMBER_COST = 2e-9  # one pair of one draw there
KERNEL_COST = 3e-8  # one pair at one distance there, under bells
FORM_COST = 2.5e-10  # the same for each draw


def seconds_saved(roles: Roles, xy: Floats, way: Near, *, simulations: int) -> float:
    """Guess what compiled loops save on the way of `_relabelling` [s]."""
    n, steps, draws = len(xy), way.steps, simulations + 1
    if n < 2:
        return 0.0
    references = int(roles.reference.sum())
    rows = n if simulations else references
    area = max(float(np.prod(np.ptp(xy, axis=0))), 1e-9)
    near = rows * n * min(1.0, np.pi * way.reach**2 / area)
    compiled = draws * (DRAW_COST + n * LABEL_COST) + near * PAIR_COST
    if way.bell:
        plain = rows * n * steps * (KERNEL_COST + draws * FORM_COST)
        compiled += (rows + draws * references) * BELL_COST
    else:
        plain = near * (1e-7 + draws * MEMBER_COST) + rows * steps * draws * SUM_COST
        compiled += draws * references * PLACE_COST
    return PLAIN_START + plain - compiled


def compiled_curves(
    roles: Roles, xy: Floats, way: Near, *, simulations: int, seed: int, move: bool
) -> Floats:
    """Return the averaged ratio as observed (first row) and in each draw, for each distance.

    Parameters
    ----------
    roles : Roles
        As observed.
    xy : array, shape (n, 2)
        Places [m].
    way : Near
        What counts as near.
    simulations, seed : int
        The same draws as `_relabelling.relabelled` gives.
    move : bool
        Whether weights go with labels.
    """
    steps = way.steps
    curves = np.empty((simulations + 1, steps))
    size = max(1, HELD // max(1, len(xy)))
    for start in range(0, steps, size):
        stop = min(start + size, steps)
        draws = Draws(roles, xy, way.part(start, stop), move=move, count=simulations + 1)
        curves[:, start:stop] = draws.curves(simulations, seed)
    return curves


class Draws:
    """The places in order, what lies near them, and the curve of any labels put on them."""

    def __init__(self, roles: Roles, xy: Floats, way: Near, *, move: bool, count: int) -> None:
        self.roles, self.way, self.alone = roles, way, count == 1
        self.lanes: Lanes = lanes_of(xy, way.reach)
        self.order, self.lane = in_order(xy, self.lanes)
        self.x, self.y = (np.ascontiguousarray(xy[self.order, axis]) for axis in (0, 1))
        self.weight = roles.weight[self.order]
        self.move = move and bool((roles.weight != roles.weight[0]).any())
        self.same = bool(np.array_equal(roles.reference, roles.counted))
        self.everyone = bool(roles.against.all())
        # Whole numbers are added and taken away without rounding.
        whole = bool((roles.weight == np.rint(roles.weight)).all()) and roles.weight.sum() < 2**53
        self.cancels = 0.0 if whole and not way.bell else way.cancels
        self.all = run_of(self.x, self.y, self.weight, self.lane, self.lanes)
        self.total: Floats | None = None
        self.exactly: Flags | None = None
        if not self.move and count * int(roles.reference.sum()) > len(xy):
            self.total, self.exactly = self._in_parts(np.arange(len(xy)), self.all)

    def curves(self, simulations: int, seed: int) -> Floats:
        """Return the observed curve and one of each draw."""
        from ._compiled import in_threads

        rows: list[Floats] = []
        for batch in self._labels(simulations, seed):
            # Handing out a task takes time, so one holds several draws.
            tasks = [batch[k : k + TASK] for k in range(0, len(batch), TASK)]
            parts = in_threads(lambda task: [self._curve(label) for label in task], tasks)
            rows += [curve for part in parts for curve in part]
        return np.array(rows)

    def _labels(self, simulations: int, seed: int) -> Iterator[list[NDArray[np.int32]]]:
        """Yield batches of draws: whose label each place bears, places in order."""
        random = np.random.default_rng(seed)
        n = self.weight.size
        size = max(1, min(64, BATCH // n))
        batch = [self.order.astype(np.int32)]
        for _ in range(simulations):
            if len(batch) == size:
                yield batch
                batch = []
            drawn = within(self.roles.strata, random.permutation(n))
            batch.append(drawn[self.order].astype(np.int32))
        yield batch

    def _in_parts(self, rows: Integers, run: Run) -> tuple[Floats, Flags]:
        """Sum what is near places that are in the run, in enough parts to keep threads at work."""
        from ._compiled import STRIPS, in_threads

        total = np.empty((rows.size, self.way.steps))
        exactly = np.empty(total.shape, dtype=np.bool_)
        cuts = np.linspace(0, rows.size, 4 * STRIPS + 1).astype(np.int64)

        def fill(k: int) -> None:
            part = slice(cuts[k], cuts[k + 1])
            own = rows[part]
            total[part], exactly[part] = self.way.sums(
                self.x[own], self.y[own], own, run, self.lanes
            )

        in_threads(fill, range(4 * STRIPS))
        return total, exactly

    def _curve(self, label: NDArray[np.int32]) -> Floats:
        """Return the ratio at each distance under one set of labels."""
        from ._compiled_near import add_ratios

        weight = self.roles.weight[label] if self.move else self.weight
        reference = self.roles.reference[label]
        rows = np.flatnonzero(reference)
        counted = rows if self.same else np.flatnonzero(self.roles.counted[label])
        against = weight
        if not self.everyone:
            against = weight.copy()
            against[rows] = against[counted] = 0.0
        near, near_against = self._near_and_against(rows, counted, weight, against)
        total, own = float(weight[counted].sum()), weight[rows]
        rest = against.sum() - (own if self.everyone else np.zeros(rows.size))
        with np.errstate(invalid="ignore", divide="ignore"):
            expected = (total - own if self.same else np.full(rows.size, total)) / rest
        top, bottom = np.zeros(near.shape[1]), np.zeros(near.shape[1])
        add_ratios(top, bottom, near, near_against, expected)
        with np.errstate(invalid="ignore", divide="ignore"):
            curve: Floats = np.where(bottom > 0, top / bottom, np.nan)
        return curve

    def _near_and_against(
        self, rows: Integers, counted: Integers, weight: Floats, against: Floats
    ) -> tuple[Floats, Floats]:
        """Sum the neighbours counted, and those they are set against, near reference points."""
        if self.total is None or self.exactly is None:
            below, exactly = self._against(rows, against)
            return self._near(rows, counted, weight, exactly), below
        total, exactly = self.total[rows], self.exactly[rows]
        near = self._near(rows, counted, weight, exactly)
        if self.everyone:
            return near, total
        below = total - near
        if not self.same:
            below -= self._near(rows, rows, weight, exactly)
        doubtful = ((below < self.cancels * total) | exactly).any(axis=1)
        if doubtful.any():
            some = rows[doubtful]
            below[doubtful], exactly = self._against(some, against)
            near[doubtful] = self._near(some, counted, weight, exactly)
        return near, below

    def _against(self, rows: Integers, against: Floats) -> tuple[Floats, Flags]:
        """Sum over all points, some of which may weigh nothing."""
        run = self.all._replace(weight=against)
        if self.alone:
            return self._in_parts(rows, run)
        return self.way.sums(self.x[rows], self.y[rows], rows, run, self.lanes)

    def _near(self, rows: Integers, chosen: Integers, weight: Floats, exactly: Flags) -> Floats:
        """Sum over chosen points, among whom are all of the places or none."""
        run = run_of(self.x[chosen], self.y[chosen], weight[chosen], self.lane[chosen], self.lanes)
        own = np.full(rows.size, -1)
        if chosen is rows:
            own = np.arange(rows.size)
        elif self.same:
            own = np.searchsorted(chosen, rows)
        return self.way.sums(self.x[rows], self.y[rows], own, run, self.lanes, exactly)[0]
