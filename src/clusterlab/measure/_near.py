"""What lies near places: within distances (M), or under a bell at distances (m)."""

from dataclasses import dataclass
from functools import cached_property
from math import factorial
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from ._lanes import Integers, Lanes, Run
from ._validation import Floats

Flags = NDArray[np.bool_]
NODE = 0.25  # spacing of the nodes of a bell, in bandwidths
MOST_NODES = 8192  # narrower bells are nil almost everywhere, and are visited one by one
FAR = 1e-12  # of all weight: sums below may owe a 1e-10th of them to points beyond the bell
FAINT = 3.7e-6  # of the least weight: a bell's height five bandwidths off


class Near(Protocol):
    """A way to sum the weights of points near places, one column for each distance."""

    @property
    def steps(self) -> int:
        """Number of distances."""

    @property
    def bell(self) -> bool:
        """Whether points count by a bell."""

    @property
    def reach(self) -> float:
        """Distance beyond which no point counts [m]."""

    @property
    def cancels(self) -> float:
        """Share of a sum below which it may not be had as the difference of two others."""

    def part(self, start: int, stop: int) -> "Near":
        """Return the same for a part of the distances."""

    def sums(
        self,
        x: Floats,
        y: Floats,
        own: Integers,
        run: Run,
        lanes: Lanes,
        exactly: Flags | None = None,
    ) -> tuple[Floats, Flags]:
        """Sum over the points of a run, and say which sums had to be taken point by point.

        Parameters
        ----------
        x, y : array, shape (places,)
        own : array, shape (places,)
            Where a place stands in the run, -1 where it does not: it is not its own neighbour.
        run, lanes : the points
        exactly : array, shape (places, distances), optional
            Which sums to take point by point; where not given, those too low for another way.
        """


@dataclass(frozen=True)
class Within:
    """All points within each distance."""

    grid: Floats
    cancels: float = 0.1
    bell: bool = False

    @property
    def steps(self) -> int:
        """Number of distances."""
        return self.grid.size

    @property
    def reach(self) -> float:
        """The last distance."""
        return float(self.grid[-1])

    def part(self, start: int, stop: int) -> "Within":
        """Return the same for a part of the distances."""
        return Within(self.grid[start:stop])

    def sums(
        self,
        x: Floats,
        y: Floats,
        own: Integers,
        run: Run,
        lanes: Lanes,
        exactly: Flags | None = None,  # noqa: ARG002 - sums within distances are always exact
    ) -> tuple[Floats, Flags]:
        """Sum the weights within each distance."""
        from ._compiled_near import ring_rows

        out = np.zeros((x.size, self.grid.size + 1))
        per_bin, ring = self._rings
        ring_rows(out, x, y, own, run, lanes, self.grid, ring, per_bin)
        return out[:, :-1], np.zeros((x.size, self.grid.size), dtype=np.bool_)

    @cached_property
    def _rings(self) -> tuple[float, NDArray[np.int32]]:
        """Return bins to the metre, and the ring of each bin; -1 where an edge is in it."""
        bins = min(max(64 * self.grid.size, 1024), 65_536)
        per_bin = bins / (self.reach * (1 + 1e-6) + 1e-9)
        ring = np.searchsorted(self.grid, (np.arange(bins + 1) + 0.5) / per_bin).astype(np.int32)
        for side in (-1e-6, 1e-6):
            edge = np.clip(self.grid * per_bin + side, 0, bins - 1)
            ring[edge.astype(np.int64)] = -1
        ring[bins] = self.grid.size
        return per_bin, ring


@dataclass(frozen=True)
class About:
    """All points, each as much as a bell of bandwidth h at each distance gives it."""

    grid: Floats
    h: float
    cancels: float = 1e-2
    bell: bool = True

    @property
    def steps(self) -> int:
        """Number of distances."""
        return self.grid.size

    @property
    def nodes(self) -> int:
        """Nodes at which offsets are collected; 0 where the bells are too narrow for them."""
        count = self._last + 1
        return count if count <= MOST_NODES else 0

    @property
    def reach(self) -> float:
        """The distance of the last node."""
        return self._last * NODE * self.h

    @property
    def _half(self) -> int:
        from ._compiled_near import BELL

        return int(BELL / NODE)

    @property
    def _last(self) -> int:
        return max(int(np.rint(self.grid[-1] / self.h / NODE)), self._half) + self._half

    def part(self, start: int, stop: int) -> "About":
        """Return the same for a part of the distances."""
        return About(self.grid[start:stop], self.h)

    def sums(
        self,
        x: Floats,
        y: Floats,
        own: Integers,
        run: Run,
        lanes: Lanes,
        exactly: Flags | None = None,
    ) -> tuple[Floats, Flags]:
        """Sum the weights under each bell."""
        from ._compiled_near import bell_rows

        out = np.empty((x.size, self.grid.size))
        least = 0.0
        if exactly is None:
            exactly = np.zeros(out.shape, dtype=np.bool_)
            positive = run.weight[run.weight > 0]
            least = max(FAINT * positive.min(), FAR * positive.sum()) if positive.size else 0.0
        begins, bells = self._bells
        bell_rows(
            out,
            exactly,
            least,
            x,
            y,
            own,
            run,
            lanes,
            self.grid,
            self.h,
            1 / (NODE * self.h),
            self.nodes,
            begins,
            bells,
        )
        return out, exactly

    @cached_property
    def _bells(self) -> tuple[Integers, Floats]:
        """Return where each bell begins, and what the powers of offsets there are worth."""
        from ._compiled_near import TERMS

        if self.nodes == 0:
            return np.zeros(self.grid.size, dtype=np.int64), np.zeros((self.grid.size, 1))
        wide = 2 * self._half + 1
        begins = np.clip(np.rint(self.grid / self.h / NODE) - self._half, 0, self.nodes - wide)
        z = (begins[:, None] + np.arange(wide)) * NODE - (self.grid / self.h)[:, None]
        gauss = np.exp(-0.5 * z * z)
        bells = np.empty((self.grid.size, wide, TERMS))
        previous, hermite = np.zeros_like(z), np.ones_like(z)
        for p in range(TERMS):
            bells[:, :, p] = gauss * hermite * (-NODE) ** p / factorial(p)
            previous, hermite = hermite, z * hermite - p * previous
        return begins.astype(np.int64), bells.reshape(self.grid.size, -1)
