"""A series as a line of the size of a word, its lowest, highest and last point marked."""

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from . import palette
from .escape import html_text

WIDTH_PX, HEIGHT_PX, EDGE_PX = 132, 36, 5
# Points further apart than this many usual steps leave a gap, which is drawn as one.
GAP = 1.6


def sparkline(times: Sequence[float], values: Sequence[float], *, label: str) -> str:
    """Draw a series in time order.

    Parameters
    ----------
    times : sequence of float
        When, in any unit, rising.
    values : sequence of float
        What, one for each time; at least two.
    label : str
        What a screen reader says.

    Returns
    -------
    str
        An SVG element. Where the step between two points is far longer than usual, the line
        between them is broken into dashes: nothing was published there.
    """
    if len(times) != len(values) or len(times) < 2:
        raise ValueError(f"A series needs two points or more. Given: {len(times)}, {len(values)}.")
    steps = [after - before for before, after in pairwise(times)]
    if min(steps) <= 0:
        raise ValueError("The times of a series must rise.")
    across = [_scale(t, times[0], times[-1], EDGE_PX, WIDTH_PX - EDGE_PX) for t in times]
    low, high = min(values), max(values)
    up = [_scale(v, low, high, HEIGHT_PX - EDGE_PX, EDGE_PX) for v in values]
    usual = median(steps)
    parts = []
    for k, ((x1, y1), (x2, y2)) in enumerate(pairwise(zip(across, up, strict=True))):
        dash = ' stroke-dasharray="2 3"' if steps[k] > GAP * usual else ""
        parts.append(f'<path d="M{x1:.1f} {y1:.1f}L{x2:.1f} {y2:.1f}"{dash}/>')
    ends = dict.fromkeys((values.index(low), values.index(high)))
    marks = [
        f'<circle cx="{across[k]:.1f}" cy="{up[k]:.1f}" r="2.6" fill="#fff" '
        f'stroke="{palette.ACCENT}" stroke-width="1.4"/>'
        for k in ends
        if k != len(values) - 1
    ]
    marks.append(f'<circle cx="{across[-1]:.1f}" cy="{up[-1]:.1f}" r="3.4" fill="{palette.INK}"/>')
    return (
        f'<svg class="spark" viewBox="0 0 {WIDTH_PX} {HEIGHT_PX}" width="{WIDTH_PX}" '
        f'height="{HEIGHT_PX}" role="img" aria-label="{html_text(label)}">'
        f'<g fill="none" stroke="{palette.ACCENT}" stroke-width="1.8">{"".join(parts)}</g>'
        f"{''.join(marks)}</svg>"
    )


def _scale(value: float, low: float, high: float, start: float, stop: float) -> float:
    if high == low:
        return (start + stop) / 2
    return start + (value - low) / (high - low) * (stop - start)
