"""Pair-distance curves of very many points by a non-uniform Fourier transform.

The spectrum of the weights gives, squared, how often each displacement between two points occurs;
that is summed over all displacements of one length against the reflected kernel, which is a smooth
function of the displacement. The work grows with the points and with (extent / bandwidth)², not
with the pairs.
"""

import numpy as np
from scipy.fft import irfft2, next_fast_len, rfft2
from scipy.optimize import brentq
from scipy.special import ndtr

from ._smoothing import kernel
from ._validation import Floats

ERROR = 1e-6  # bound on the error, relative to the top of the curve
SPREAD_ERROR = 1e-4  # bound on the relative error of an estimated quartile beyond ten cells
SHARPNESS = 6.0  # modes kept, in units of 1 / bandwidth
PADDING = 6.5  # bandwidths beyond the last distance at which the kernel is taken as nil
TOLERANCE = 1e-7  # of the transform itself
WIDE = 2048  # modes a side above which the transform's own grid is kept small, to save memory
MOST_MODES = 8192  # a side


def period_needed(extent: float, reach: float, h: float) -> tuple[float, float]:
    """Return the period of the transform and the last distance of interest [m].

    The period leaves room for the farthest displacement and for the kernel on either side of 0, so
    that nothing wraps round. Beyond the diagonal there are no pairs.
    """
    last = min(reach, np.sqrt(2) * extent + 10 * h)
    wide = last + PADDING * h
    return max(extent + wide, 2 * wide), last


def modes_needed(extent: float, reach: float, h: float) -> int:
    """Return the modes a side that a curve up to `reach` needs."""
    period, _ = period_needed(extent, reach, h)
    return int(next_fast_len(2 * int(np.ceil(SHARPNESS * period / (2 * np.pi * h))) + 4, real=True))


def spectral_sums(
    groups: list[tuple[Floats, list[Floats]]],
    products: list[tuple[int, int]],
    *,
    grid: Floats,
    h: float,
    cumulative: bool,
) -> Floats:
    """Return Σ_ij a_i b_j κ(d; d_ij) over all ordered pairs, each point with itself included.

    Parameters
    ----------
    groups : list of (places, strengths)
        Places of shape (n, 2) [m] and the weights that they bear, one list for each group.
    products : list of (int, int)
        Which two strengths, counted through all groups, are multiplied; their curves are added.
    """
    # Imported here: small inputs never need it. One thread, so that sums keep one order.
    import finufft

    low, extent = _box([xy for xy, _ in groups])
    modes = modes_needed(extent, float(grid[-1]), h)
    period, last = period_needed(extent, float(grid[-1]), h)
    spectra = []
    for xy, strengths in groups:
        scale = 2 * np.pi / period
        x, y = (_turned(xy[:, axis], low[axis], scale) for axis in (0, 1))
        for strength in strengths:
            spectrum = finufft.nufft2d1(
                x,
                y,
                strength.astype(np.complex128),
                (modes, modes),
                eps=TOLERANCE,
                modeord=1,
                nthreads=1,
                upsampfac=1.25 if modes > WIDE else 2.0,
            )
            spectra.append(spectrum[:, : modes // 2 + 1])
            del spectrum
    power = sum((spectra[a] * spectra[b].conj()).real for a, b in products)
    del spectra
    lags = irfft2(power, s=(modes, modes), overwrite_x=True)
    del power
    curve = _by_length(
        lags, step=period / modes, grid=np.minimum(grid, last), h=h, cumulative=cumulative
    )
    return curve if cumulative else np.where(grid > last, 0.0, curve)


def _turned(values: Floats, low: float, scale: float) -> Floats:
    """Bring coordinates to [−π, π), with one copy."""
    turned: Floats = values - low
    turned *= scale
    turned -= np.pi
    return turned


def _box(places: list[Floats]) -> tuple[Floats, float]:
    """Return the lowest coordinates of all points and the longer side of their box [m]."""
    # A column at a time: numpy is slow along the first axis of a narrow array.
    low = np.array([min(xy[:, axis].min() for xy in places) for axis in (0, 1)])
    high = np.array([max(xy[:, axis].max() for xy in places) for axis in (0, 1)])
    return low, float((high - low).max())


def _by_length(lags: Floats, *, step: float, grid: Floats, h: float, cumulative: bool) -> Floats:
    """Sum displacements of one squared length, then against the kernel at each distance."""
    side = min(int(np.ceil((float(grid[-1]) + PADDING * h) / step)), lags.shape[0] // 2 - 1)
    most = side * side
    square = np.arange(side + 1, dtype=np.int64) ** 2
    total = np.zeros(most + 1)
    # The four quarters of the plane; an axis belongs to one of them only.
    for rows in (slice(0, side + 1), slice(-1, -side - 1, -1)):
        for columns in (slice(0, side + 1), slice(-1, -side - 1, -1)):
            part = lags[rows, columns]
            down = square[int(rows.start == -1) :][: part.shape[0]]
            across = square[int(columns.start == -1) :][: part.shape[1]]
            length = (down[:, None] + across).ravel()
            near = length <= most
            total += np.bincount(length[near], weights=part.ravel()[near], minlength=most + 1)
    used = np.flatnonzero(total)
    distance, weight = np.sqrt(used) * step, total[used]
    curve = np.empty(grid.size)
    for k, at in enumerate(grid):
        if cumulative:
            curve[k] = kernel(distance, at=float(at), h=h, cumulative=True) @ weight
            continue
        # Squared lengths rise, so the kernel's reach is one run of them.
        first, last = np.searchsorted(distance, [at - PADDING * h, at + PADDING * h])
        near = kernel(distance[first:last], at=float(at), h=h, cumulative=False)
        curve[k] = near @ weight[first:last]
    return curve


def spread_estimate(
    first: Floats, second: Floats | None, cells: int = 1024
) -> tuple[float, float, float, float]:
    """Estimate the standard deviation and the quartiles of all pair distances, and their error [m].

    Points are shared among the four nodes of a grid round them, and displacements between nodes
    counted by Fourier transform.
    """
    low, extent = _box([first] if second is None else [first, second])
    if extent == 0:
        return 0.0, 0.0, 0.0, 0.0
    step = extent / (cells - 2)
    size = (2 * cells, 2 * cells)
    one = rfft2(_shared(first, low, step, cells), s=size)
    other = one if second is None else rfft2(_shared(second, low, step, cells), s=size)
    counts = irfft2(one * other.conj(), s=size)
    square = (np.fft.fftfreq(size[0], 1 / size[0]) ** 2).astype(np.int64)
    total = np.bincount((square[:, None] + square).ravel(), weights=counts.ravel())
    used = np.flatnonzero(total > 0.5 * total.max() * 1e-12)
    length, weight = np.sqrt(used) * step, np.asarray(total[used], dtype=np.float64)
    n, m = len(first), len(first) if second is None else len(second)
    itself = n if second is None else 0
    pairs = n * m - itself  # ordered
    # Sharing a point among nodes spreads each displacement by this variance along each axis.
    blur = step * step / 3
    apart = length > 0
    mean = float(length @ weight - blur / 2 * (weight[apart] / length[apart]).sum()) / pairs
    sd = float(np.sqrt(max(0.0, _mean_square(first, second) - mean * mean)))
    # A point's distance to itself stands among the shortest.
    ranks = itself + np.array([0.25, 0.75]) * pairs
    quartiles = [_quantile(length, weight, float(rank), step) for rank in ranks]
    low_q, high_q = (q - blur / (2 * q) if q > step else q for q in quartiles)
    error = sum(SPREAD_ERROR * q if q > 10 * step else step for q in quartiles)
    return sd, low_q, high_q, error


def _quantile(length: Floats, weight: Floats, rank: float, step: float) -> float:
    """Find the distance of a rank among displacements that lie on a lattice.

    Lengths on a lattice come in clumps; a smooth step in place of a sharp one evens them out, and
    two widths of it give away and remove the bias that it brings.
    """
    before = np.concatenate([[0.0], np.cumsum(weight)])

    def reached(at: float) -> float:
        values = []
        for h in (1.5 * step, 1.5 * np.sqrt(2) * step):
            first, last = np.searchsorted(length, [at - 8 * h, at + 8 * h])
            near = ndtr((at - length[first:last]) / h) @ weight[first:last]
            values.append(float(before[first] + near))
        return 2 * values[0] - values[1] - rank

    rough = float(length[min(int(np.searchsorted(before[1:], rank)), length.size - 1)])
    wide = 8 * step
    while reached(max(rough - wide, 0.0)) > 0 and wide < rough:
        wide *= 2
    while reached(rough + wide) < 0 and wide < 4 * length[-1]:
        wide *= 2
    ends = max(rough - wide, 0.0), rough + wide
    if reached(ends[0]) >= 0 or reached(ends[1]) <= 0:
        return rough
    return float(brentq(reached, *ends, xtol=1e-9 * ends[1]))


def _mean_square(first: Floats, second: Floats | None) -> float:
    """Return the mean squared distance of pairs, from sums over points alone."""
    other = first if second is None else second
    n, m = len(first), len(other)
    pairs = n * m - (n if second is None else 0)
    centre = first.mean(axis=0)
    a, b = first - centre, other - centre
    squares = m * (a**2).sum() + n * (b**2).sum() - 2 * (a.sum(axis=0) @ b.sum(axis=0))
    return float(squares) / pairs


def _shared(xy: Floats, low: Floats, step: float, cells: int) -> Floats:
    """Share points among the four nodes round each."""
    scaled = (xy - low) / step
    node = np.floor(scaled).astype(np.int64)
    part = scaled - node
    grid = np.zeros(cells * cells)
    for dx in (0, 1):
        for dy in (0, 1):
            share = np.abs(1 - dx - part[:, 0]) * np.abs(1 - dy - part[:, 1])
            place = (node[:, 0] + dx) * cells + node[:, 1] + dy
            grid += np.bincount(place, weights=share, minlength=cells * cells)
    return grid.reshape(cells, cells)
