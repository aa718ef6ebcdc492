"""Sums over plants drawn with replacement, from how often each is drawn rather than which.

Draws of N plants from N give counts with a multinomial law. Independent Poisson counts, given that
they add up to T, are multinomial over T draws; where T falls short of N, the N - T missing draws
are made one by one, which leaves the law of N draws exactly, whatever T was. The mean of the
Poisson law lies so far below 1 that T exceeds N once in 30,000 times; then all is drawn anew.

The random numbers are a function of seed, draw and plant (SplitMix64), so that any part of a draw
can be had again without the rest, and nothing depends on threads or on the memory there is.
"""

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

from ._compiled import in_threads
from ._validation import Floats

Numbers = NDArray[np.uint64]
Whole = NDArray[np.int64]
Counts = NDArray[np.uint8]

LANES = 8  # draws made side by side, four to a random word
SHORT = 4.0  # standard deviations by which the mean of T lies below N
RUN = 4096  # plants after which packed sums of counts are emptied
UNSURE = np.uint8(128)  # marks a sixteenth of a word that does not settle the count

_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_ONE = np.uint64(0xBF58476D1CE4E5B9)
_TWO = np.uint64(0x94D049BB133111EB)
_A, _B, _C, _D = np.uint64(30), np.uint64(27), np.uint64(31), np.uint64(11)
_LOW, _16, _32, _48 = np.uint64(0xFFFF), np.uint64(16), np.uint64(32), np.uint64(48)


class Redrawn:
    """Draws of all plants, of which sums over any cells can be had.

    Parameters
    ----------
    start : array of int, shape (cells + 1,)
        Where the plants of each cell begin in `workers`; the last number is the number of plants.
    workers : array, shape (plants,)
        Plants' sizes, those of one cell together.
    draws, seed : int
    """

    def __init__(self, start: Whole, workers: Floats, *, draws: int, seed: int) -> None:
        self.start, self.workers, self.draws = start, workers, draws
        self.cell = np.repeat(np.arange(len(start) - 1), np.diff(start))
        number = len(workers)
        self.bounds = _poisson_bounds(max(1 - SHORT / np.sqrt(number), 0.5))
        self.table = _count_table(self.bounds)
        batches = -(-draws // LANES)
        words = np.random.SeedSequence(seed).generate_state(batches * 2, dtype=np.uint64)
        self.seeds = words.reshape(batches, 2)
        # How many draws are missing, known once all plants have been counted.
        self.missing = np.full((batches, LANES), -1, dtype=np.int64)

    def sums(
        self, first: int, last: int, groupings: Sequence[tuple[Whole, int]] = (), *, keep: bool
    ) -> tuple[Floats, list[Floats]]:
        """Add up the workers drawn in each cell from `first` to `last`, and over groups of them.

        Parameters
        ----------
        first, last : int
            Cells; all of them the first time, for only the whole tells how many draws are missing.
        groupings : sequence of (group of each cell, number of groups)
        keep : bool
            Whether to return the sums by cell, or only those by group.

        Returns
        -------
        cells : array, shape (draws / LANES, cells or 0, LANES)
        groups : list of array, shape (draws / LANES, groups, LANES)
            The last lanes may be beyond `draws`.
        """
        batches = len(self.seeds)
        if (self.missing < 0).any() and last - first != len(self.start) - 1:
            raise ValueError("The whole must be drawn before its parts.")
        cells = np.empty((batches, last - first if keep else 0, LANES))
        groups = [np.zeros((batches, size, LANES)) for _, size in groupings]

        def work(batch: int) -> None:
            acc = cells[batch] if keep else np.empty((last - first, LANES))
            self._batch(batch, first, last, acc)
            for into, (which, _) in zip(groups, groupings, strict=True):
                _add_rows(acc, which, into[batch])

        in_threads(work, range(batches))
        return cells, groups

    def _batch(self, batch: int, first: int, last: int, acc: Floats) -> None:
        number, seeds = len(self.workers), self.seeds[batch]
        known = self.missing[batch, 0] >= 0
        while True:
            total = _counted(
                self.start, self.workers, first, last, seeds, self.table, self.bounds, acc
            )
            if known:
                break
            if (total <= number).all():
                self.missing[batch] = number - total
                break
            seeds += np.array([5 * number + 1], dtype=np.uint64) * _GOLDEN
        _topped(self.cell, self.workers, first, last, seeds, self.missing[batch], acc)


@njit(cache=True, nogil=True)
def _add_rows(values: Floats, which: Whole, result: Floats) -> None:
    for row in range(values.shape[0]):
        for k in range(values.shape[1]):
            result[which[row], k] += values[row, k]


@njit(cache=True, nogil=True, inline="always")
def _mixed(z: Any) -> Any:
    z = (z ^ (z >> _A)) * _ONE
    z = (z ^ (z >> _B)) * _TWO
    return z ^ (z >> _C)


@njit(cache=True, nogil=True)
def _counted(
    start: Whole,
    workers: Floats,
    first: int,
    last: int,
    seeds: Numbers,
    table: Counts,
    bounds: Floats,
    acc: Floats,
) -> Whole:
    """Give each plant a Poisson count in each draw; return the sum of the counts."""
    total = np.zeros(LANES, dtype=np.int64)
    count = np.zeros(LANES, dtype=np.uint8)
    one, other = seeds[0], seeds[1]
    for cell in range(first, last):
        r0 = r1 = r2 = r3 = r4 = r5 = r6 = r7 = 0.0
        for begin in range(start[cell], start[cell + 1], RUN):
            # Four sums of counts in each word.
            left, right = np.uint64(0), np.uint64(0)
            for i in range(begin, min(begin + RUN, start[cell + 1])):
                size = workers[i]
                step = np.uint64(i + 1) * _GOLDEN
                y, z = _mixed(one + step), _mixed(other + step)
                c0, c1 = table[y & _LOW], table[(y >> _16) & _LOW]
                c2, c3 = table[(y >> _32) & _LOW], table[y >> _48]
                c4, c5 = table[z & _LOW], table[(z >> _16) & _LOW]
                c6, c7 = table[(z >> _32) & _LOW], table[z >> _48]
                if (c0 | c1 | c2 | c3 | c4 | c5 | c6 | c7) & UNSURE:
                    count[0], count[1], count[2], count[3] = c0, c1, c2, c3
                    count[4], count[5], count[6], count[7] = c4, c5, c6, c7
                    _settle(count, y, z, bounds)
                    c0, c1, c2, c3 = count[0], count[1], count[2], count[3]
                    c4, c5, c6, c7 = count[4], count[5], count[6], count[7]
                r0 += c0 * size
                r1 += c1 * size
                r2 += c2 * size
                r3 += c3 * size
                r4 += c4 * size
                r5 += c5 * size
                r6 += c6 * size
                r7 += c7 * size
                left += np.uint64(c0) | (np.uint64(c1) << _16)
                left += (np.uint64(c2) << _32) | (np.uint64(c3) << _48)
                right += np.uint64(c4) | (np.uint64(c5) << _16)
                right += (np.uint64(c6) << _32) | (np.uint64(c7) << _48)
            for k in range(4):
                shift = np.uint64(16 * k)
                total[k] += np.int64((left >> shift) & _LOW)
                total[k + 4] += np.int64((right >> shift) & _LOW)
        row = acc[cell - first]
        row[0], row[1], row[2], row[3] = r0, r1, r2, r3
        row[4], row[5], row[6], row[7] = r4, r5, r6, r7
    return total


@njit(cache=True, nogil=True)
def _settle(count: Counts, y: Any, z: Any, bounds: Floats) -> None:
    """Settle the counts that sixteen bits leave open, by 53 bits more."""
    for k in range(LANES):
        if count[k] & UNSURE:
            word = y if k < 4 else z
            more = _mixed(word + np.uint64(k + 1) * _ONE) >> _D
            whole = np.float64((word >> np.uint64(16 * (k % 4))) & _LOW)
            exact = whole + np.float64(more) / 9007199254740992.0
            number = 0
            while number < bounds.size and exact >= bounds[number]:
                number += 1
            count[k] = number


@njit(cache=True, nogil=True)
def _topped(
    cell: Whole,
    workers: Floats,
    first: int,
    last: int,
    seeds: Numbers,
    missing: Whole,
    acc: Floats,
) -> None:
    """Make the draws that are missing, each plant as likely as the next."""
    number = workers.size
    for k in range(LANES):
        for m in range(missing[k]):
            place = np.uint64(number + 1 + 4 * m + k % 4)
            z = _mixed(seeds[k // 4] + place * _GOLDEN) >> _D
            i = np.int64(np.float64(z) * (number / 9007199254740992.0))
            here = cell[i]
            if first <= here < last:
                acc[here - first, k] += workers[i]


@njit(cache=True, nogil=True)
def quotients(
    cells: Floats, regions: Floats, industries: Floats, region: Whole, industry: Whole, out: Floats
) -> None:
    """Write the location quotient of each cell in each draw, NaN where it is not defined.

    `cells`, `regions` and `industries` are sums of shape (batches, number, LANES); `region` and
    `industry` say which ones a cell lies in; `out` has the shape (cells, draws).
    """
    total = np.zeros((cells.shape[0], LANES))
    for batch in range(cells.shape[0]):
        for row in range(regions.shape[1]):
            for k in range(LANES):
                total[batch, k] += regions[batch, row, k]
    for batch in range(cells.shape[0]):
        for cell in range(cells.shape[1]):
            for k in range(min(LANES, out.shape[1] - batch * LANES)):
                expected = regions[batch, region[cell], k] * industries[batch, industry[cell], k]
                found = np.nan
                if expected != 0:
                    found = cells[batch, cell, k] * total[batch, k] / expected
                out[cell, batch * LANES + k] = found


def _poisson_bounds(mean: float) -> Floats:
    """Return 2^16 times the chance of at most 0, 1, 2, ... events, as far as doubles tell."""
    bounds: list[float] = []
    term = chance = math.exp(-mean)
    count = 0
    while not bounds or chance * 65536 > bounds[-1]:
        bounds.append(chance * 65536)
        count += 1
        term *= mean / count
        chance += term
    return np.array(bounds)


def _count_table(bounds: Floats) -> Counts:
    """Return the count that each sixteen bits stand for, UNSURE where a bound cuts through."""
    low = np.searchsorted(bounds, np.arange(65536), side="right")
    high = np.searchsorted(bounds, np.arange(1, 65537), side="left")
    return np.where(low == high, low, UNSURE).astype(np.uint8)
