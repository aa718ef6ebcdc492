"""Sums of Gaussians at the nodes of a grid: exact where that is little work, else by Fourier.

Few points: the sum as it stands, a Gaussian being a product of one in x and one in y. Many: the
grid is cut into tiles, and each tile sums the points within PADDING bandwidths of it, by a
non-uniform transform of the points, the Gaussian's own spectrum, and a transform back to the nodes.
What is left out is bounded: beyond PADDING, 8 exp(-PADDING²/2) = 6e-9 of the top of the surface;
beyond SHARPNESS, erfc(SHARPNESS/√2) = 3e-12 of the sum of all kernels' tops, which over a tile of
WIDE bandwidths is below 2e-8 of the top; the transform itself as much. ERROR bounds all together.
"""

from collections.abc import Iterator

import numpy as np
from scipy.fft import irfft2, next_fast_len

from ._validation import Floats

ERROR = 1e-7  # bound on the error, relative to the top of the surface
EXACT = 1_000_000_000  # points x nodes below which the sum is taken as it stands
TILE_EXACT = 100_000_000  # the same for the points about one tile
PADDING = 6.5  # bandwidths beyond which a kernel is taken as nil
SHARPNESS = 7.0  # modes kept, in units of 1 / bandwidth
TOLERANCE = 1e-11  # of the transform of the points
WIDE = 200  # most bandwidths a side of a tile
NODES = 2048  # most nodes a side of a tile
CHUNK = 2_000_000  # numbers of a Gaussian held at a time


def gaussian_sums(
    x: Floats,
    y: Floats,
    weight: Floats,
    *,
    grid_x: Floats,
    grid_y: Floats,
    cell: float,
    h: float,
) -> Floats:
    r"""Return Σ w exp(−r² / 2h²) / (2πh²) at each node, shape (len(grid_y), len(grid_x)).

    Parameters
    ----------
    x, y, weight : array, shape (n,)
        Places [m] and what they weigh, zero or more.
    grid_x, grid_y : array
        Coordinates of the nodes [m], rising by `cell`.
    cell : float
        Spacing of the nodes [m].
    h : float
        Bandwidth [m].
    """
    if len(x) * len(grid_x) * len(grid_y) <= EXACT:
        return _exact(x, y, weight, grid_x, grid_y, h)
    result = np.zeros((len(grid_y), len(grid_x)))
    reach = PADDING * h
    side = int(np.clip(WIDE * h / cell, 1, NODES))
    # Many rows of tiles find their points in order; a single one need not have them sorted.
    order = np.argsort(y, kind="stable") if side < len(grid_y) else np.arange(len(y))
    sorted_y = y[order]
    for rows in _parts(len(grid_y), side):
        south, north = grid_y[rows.start] - reach, grid_y[rows.stop - 1] + reach
        if side < len(grid_y):
            near = order[slice(*np.searchsorted(sorted_y, [south, north]))]
        else:
            near = order[(sorted_y >= south) & (sorted_y <= north)]
        for columns in _parts(len(grid_x), side):
            west, east = grid_x[columns.start] - reach, grid_x[columns.stop - 1] + reach
            some = near[(x[near] >= west) & (x[near] <= east)]
            if not len(some):
                continue
            nodes = (rows.stop - rows.start) * (columns.stop - columns.start)
            held = x[some], y[some], weight[some], grid_x[columns], grid_y[rows], h
            result[rows, columns] = (
                _exact(*held) if len(some) * nodes <= TILE_EXACT else _spectral(*held, cell)
            )
    return result


def _exact(x: Floats, y: Floats, weight: Floats, gx: Floats, gy: Floats, h: float) -> Floats:
    """Sum as defined, some points at a time."""
    step = max(1, CHUNK // max(len(gx), len(gy)))
    total = np.zeros((len(gy), len(gx)))
    for part in _parts(len(x), step):
        total += _gauss(gy, y[part], h) @ (_gauss(gx, x[part], h) * weight[part]).T
    return total


def _gauss(grid: Floats, centre: Floats, h: float) -> Floats:
    values: Floats = np.exp(-0.5 * ((grid[:, None] - centre) / h) ** 2) / (np.sqrt(2 * np.pi) * h)
    return values


def _spectral(
    x: Floats, y: Floats, weight: Floats, gx: Floats, gy: Floats, h: float, spacing: float
) -> Floats:
    """Sum by the spectrum of the points; nothing within PADDING of the nodes wraps round."""
    # Imported here: small inputs never need it. One thread, so that sums keep one order.
    import finufft

    sizes, shares, turned = [], [], []
    for grid, places in ((gy, y), (gx, x)):
        span = grid[-1] - grid[0] + 2 * PADDING * h
        # Samples fine enough for all modes, of which each `share`-th is a node.
        share = int(np.ceil(SHARPNESS * spacing / (np.pi * h)))
        size = next_fast_len(int(np.ceil(span / spacing * share)) + 2 * share, real=True)
        scale = 2 * np.pi * share / (size * spacing)
        # The first node lies the padding after -π, the last at least as much before π.
        turned.append((places - grid[0] + PADDING * h) * scale - np.pi)
        sizes.append(size)
        shares.append(share)
    periods = [size * spacing / share for size, share in zip(sizes, shares, strict=True)]
    modes = [
        min(2 * int(np.ceil(SHARPNESS * period / (2 * np.pi * h))) + 1, size - 1 + size % 2)
        for period, size in zip(periods, sizes, strict=True)
    ]
    spectrum = finufft.nufft2d1(
        *turned,
        weight.astype(np.complex128),
        tuple(modes),
        eps=TOLERANCE,
        isign=-1,
        nthreads=1,
    )
    waves = [np.arange(number) - number // 2 for number in modes]
    # The Gaussian's spectrum, and the way from the points' origin to that of the nodes.
    for axis, (wave, period) in enumerate(zip(waves, periods, strict=True)):
        turn = 2 * np.pi * wave / period
        factor = np.exp(-0.5 * (turn * h) ** 2 + 1j * (turn * PADDING * h - np.pi * wave)) / period
        spectrum *= factor[:, None] if axis == 0 else factor
    half = np.zeros((sizes[0], sizes[1] // 2 + 1), dtype=np.complex128)
    right = spectrum[:, modes[1] // 2 :]
    half[waves[0] % sizes[0], : right.shape[1]] = right
    sums = irfft2(half, s=tuple(sizes), overwrite_x=True, norm="forward")
    part: Floats = sums[:: shares[0], :: shares[1]][: len(gy), : len(gx)]
    # What rounding leaves below zero is zero.
    return np.maximum(part, 0.0)


def _parts(size: int, step: int) -> Iterator[slice]:
    for start in range(0, size, step):
        yield slice(start, min(start + step, size))
