"""A strip that shows where one value stands among its peers, small enough for a key figure."""

from collections.abc import Sequence
from html import escape

import numpy as np

WIDTH, HEIGHT, EDGE = 180, 26, 6
DOTS = 240  # peers drawn at most, evenly taken from their order


def place_strip(
    below: float, *, peers: Sequence[float] = (), value: float | None = None, label: str = ""
) -> str:
    """Draw the place of a value: among its peers as a swarm of dots, or by rank alone on a line.

    Parameters
    ----------
    below : float
        Share of the peers below the value, 0 to 1 [-].
    peers : sequence of float
        The peers' values, where known; those that are not finite are left out.
    value : float, optional
        The value itself, on the scale of the peers; their quantile at ``below`` where not given.
    label : str
        What is told to those who cannot see it.

    Returns
    -------
    str
        SVG.
    """
    known = np.sort(np.asarray([peer for peer in peers if np.isfinite(peer)], dtype=float))
    if known.size >= 5 and known[-1] > known[0]:
        if known.size > DOTS:
            known = known[np.linspace(0, known.size - 1, DOTS).round().astype(int)]
        # Long tails would press all others together: the ends are the 1st and 99th percentile.
        low, high = np.quantile(known, [0.01, 0.99])
        span = (high - low) or 1.0
        across = np.clip((known - low) / span, 0, 1)
        own = float(np.quantile(known, below)) if value is None else value
        at = float(np.clip((own - low) / span, 0, 1))
        dots = "".join(
            f'<circle cx="{_x(x):.1f}" cy="{y:.1f}" r="1.3"/>'
            for x, y in zip(across, _swarm(across), strict=True)
        )
        body = f'<g fill="#9fb0b8">{dots}</g>'
    else:
        at = below
        ticks = "".join(
            f'<path d="M{_x(quarter):.1f} {HEIGHT / 2 - 3}v6"/>'
            for quarter in (0, 0.25, 0.5, 0.75, 1)
        )
        body = (
            f'<g stroke="#9fb0b8" stroke-width="1.2" fill="none">'
            f'<path d="M{EDGE} {HEIGHT / 2}H{WIDTH - EDGE}"/>{ticks}</g>'
        )
    mark = (
        f'<path d="M{_x(at):.1f} {HEIGHT / 2 - 6}l5 6l-5 6l-5 -6z" fill="#1d5b79" stroke="#fff"/>'
    )
    return (
        f'<svg class="place" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        f'aria-label="{escape(label)}">{body}{mark}</svg>'
    )


def _x(share: float) -> float:
    return EDGE + share * (WIDTH - 2 * EDGE)


def _swarm(across: np.ndarray) -> list[float]:
    """Set dots that would touch above and below one another, in turn."""
    columns: dict[int, int] = {}
    found = []
    for share in across:
        column = int(share * (WIDTH - 2 * EDGE) / 3)
        turn = columns[column] = columns.get(column, -1) + 1
        step = (turn + 1) // 2 * 2.6 * (1 if turn % 2 else -1)
        found.append(HEIGHT / 2 + max(-HEIGHT / 2 + 2, min(HEIGHT / 2 - 2, step)))
    return found
