"""Sums of a reflected Gaussian over pair distances, by exact local expansion.

A sum of Gaussians over millions of distances is regrouped round nodes a sixteenth of a bandwidth
apart: the moments of the distances about their node are collected once, and the Hermite series of
the kernel turns them into the sum at any distance. With offsets up to a thirty-second of a
bandwidth and eight terms the remainder is below 1e-14 of the kernel's top, so the result is the
exact sum to the precision of the arithmetic.
"""

from math import factorial

import numpy as np
from scipy.special import ndtr

from ._validation import Floats

STEP = 0.0625  # spacing of the nodes, in bandwidths
TERMS = 8
REACH = 9.0  # bandwidths beyond which a Gaussian is nil (2.6e-18 of its top)
AROUND = int(REACH / STEP) + 1
BLOCK = 1 << 16
MATRIX = 4_000_000  # numbers of a smoothing matrix held at a time


def node_count(grid: Floats, h: float) -> int:
    """Return how many nodes hold every distance that matters to a grid."""
    return int(np.ceil((grid[-1] / h + REACH) / STEP)) + 1


def moments(distance: Floats, weight: Floats | None, *, h: float, nodes: int) -> Floats:
    """Collect weighted powers of the offsets of distances from their nodes.

    Returns an array of shape (TERMS, nodes). Distances beyond the last node are left out.
    """
    result = np.zeros((TERMS, nodes))
    for start in range(0, distance.size, BLOCK):
        scaled = distance[start : start + BLOCK] / h
        power = None if weight is None else weight[start : start + BLOCK]
        near = np.rint(scaled / STEP)
        keep = near < nodes
        if not keep.all():
            scaled, near = scaled[keep], near[keep]
            power = None if power is None else power[keep]
        offset = scaled - near * STEP
        node = near.astype(np.intp)
        result[0] += np.bincount(node, weights=power, minlength=nodes)
        power = offset if power is None else power * offset
        for p in range(1, TERMS):
            result[p] += np.bincount(node, weights=power, minlength=nodes)
            power = power * offset
    return result


def smooth(collected: Floats, *, grid: Floats, h: float, cumulative: bool) -> Floats:
    """Turn moments into Σ w [φ((d−x)/h) + φ((d+x)/h)] / h, or into its integral from 0 to d."""
    nodes = collected.shape[1]
    # Reflection: each distance has a twin at minus itself, whose odd moments change sign.
    sign = (-1.0) ** np.arange(TERMS)[:, None]
    pad = AROUND + 1
    both = np.zeros((TERMS, 2 * (nodes + pad) - 1))
    middle = nodes + pad - 1
    both[:, middle : middle + nodes] += collected
    both[:, middle - nodes + 1 : middle + 1] += (collected * sign)[:, ::-1]
    nearest = np.rint(grid / h / STEP).astype(np.intp)
    index = middle + nearest[:, None] + np.arange(-AROUND, AROUND + 1)
    z = (grid / h)[:, None] - (index - middle) * STEP
    gauss = np.exp(-0.5 * z * z) / np.sqrt(2 * np.pi)
    if cumulative:
        before = np.concatenate([[0.0], np.cumsum(both[0])])[index[:, 0]]
        total = before + (both[0][index] * ndtr(z)).sum(axis=1) - collected[0].sum()
    else:
        total = np.zeros(grid.size)
    previous, hermite = np.zeros_like(z), np.ones_like(z)
    for p in range(TERMS):
        if cumulative and p + 1 < TERMS:
            total -= (both[p + 1][index] * hermite * gauss).sum(axis=1) / factorial(p + 1)
        elif not cumulative:
            total += (both[p][index] * hermite * gauss).sum(axis=1) / factorial(p)
        previous, hermite = hermite, z * hermite - p * previous
    curve: Floats = total if cumulative else total / h
    return curve


def smoothing_matrix(grid: Floats, *, nodes: int, h: float, cumulative: bool) -> Floats:
    """Return `smooth` as a matrix of shape (distances, TERMS · nodes), for many curves at once."""
    place = np.arange(nodes) * STEP
    matrix = np.zeros((grid.size, TERMS, nodes))
    for direction in (1.0, -1.0):
        z = (grid / h)[:, None] - direction * place
        gauss = np.exp(-0.5 * z * z) / np.sqrt(2 * np.pi)
        if cumulative:
            matrix[:, 0] += ndtr(z) - (direction < 0)
        previous, hermite = np.zeros_like(z), np.ones_like(z)
        for p in range(TERMS):
            if cumulative and p + 1 < TERMS:
                matrix[:, p + 1] -= direction ** (p + 1) * hermite * gauss / factorial(p + 1)
            elif not cumulative:
                matrix[:, p] += direction**p * hermite * gauss / (factorial(p) * h)
            previous, hermite = hermite, z * hermite - p * previous
    return matrix.reshape(grid.size, TERMS * nodes)


def smooth_many(collected: Floats, *, grid: Floats, h: float, cumulative: bool) -> Floats:
    """Turn moments of shape (curves, TERMS, nodes) into curves of shape (curves, distances)."""
    count, _, nodes = collected.shape
    flat = collected.reshape(count, -1)
    curves = np.empty((count, grid.size))
    size = max(1, MATRIX // flat.shape[1])
    for start in range(0, grid.size, size):
        part = slice(start, start + size)
        matrix = smoothing_matrix(grid[part], nodes=nodes, h=h, cumulative=cumulative)
        curves[:, part] = flat @ matrix.T
    return curves


def kernel(distance: Floats, *, at: float, h: float, cumulative: bool) -> Floats:
    """Evaluate the reflected Gaussian, or its integral from 0, at one distance for many pairs."""
    if cumulative:
        integral: Floats = ndtr((at - distance) / h) - ndtr(-(at + distance) / h)
        return integral
    near, far = (at - distance) / h, (at + distance) / h
    density: Floats = np.exp(-0.5 * near * near) + np.exp(-0.5 * far * far)
    density /= np.sqrt(2 * np.pi) * h
    return density
