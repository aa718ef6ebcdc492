"""What an uncertain result does: swings on either side of a base, and how draws are spread."""

from collections.abc import Mapping

import numpy as np
import pandas as pd
from matplotlib.figure import Figure
from matplotlib.patches import Patch
from matplotlib.ticker import MaxNLocator
from numpy.typing import ArrayLike

from ...model.numbers import number
from ...words.table import check_language, word
from .. import palette
from .canvas import (
    SMALL_PT,
    empty,
    grid_lines,
    group_ticks,
    label_axis,
    new_figure,
    note,
    row_height_in,
    wrap,
)

_LOW, _HIGH = "#e8c48a", "#2a7589"


def swings(
    table: pd.DataFrame,
    *,
    base: float,
    unit: str,
    lang: str,
    at_low: str,
    at_high: str,
    largest: int = 10,
) -> Figure:
    """Draw how far each term moves a result from its base, the widest on top.

    Parameters
    ----------
    table : DataFrame
        Columns at_low and at_high: the result where the term is at its low and high end; the
        index holds the labels.
    base : float
        The result where every term is at its middle; marked by a line.
    unit : str
        Name of the axis with its unit.
    lang : str
        ``"ko"`` or ``"en"``.
    at_low, at_high : str
        What the two colours (and the hatch) mean.
    largest : int
        Show only so many.
    """
    check_language(lang)
    ends = table[["at_low", "at_high"]].astype(float).dropna()
    ends = ends[(ends["at_low"] - ends["at_high"]).abs() > 0]
    order = (ends["at_high"] - ends["at_low"]).abs().sort_values(ascending=False, kind="stable")
    shown = ends.loc[order.index].head(largest)
    if shown.empty:
        return empty(word("chart.no_data", lang))
    labels = [wrap(str(label), width=18) for label in shown.index]
    figure, (axis,) = new_figure(height_in=1.5 + row_height_in(labels) * len(shown))
    places = np.arange(len(shown))[::-1]
    for end, fill, hatch in (("at_low", _LOW, "//"), ("at_high", _HIGH, "")):
        axis.barh(places, shown[end] - base, left=base, height=0.6, color=fill, hatch=hatch,
                  edgecolor="white", linewidth=0.8)  # fmt: skip
    axis.axvline(base, color=palette.INK, linewidth=1.4)
    low, high = axis.get_xlim()
    if low < 0 < high:
        axis.axvline(0, color=palette.QUIET, linewidth=1.2, linestyle=(0, (4, 3)))
    axis.set_yticks(places, labels)
    axis.set_ylim(-0.6, len(shown) - 0.4)
    axis.xaxis.set_major_locator(MaxNLocator(nbins=4))
    group_ticks(axis, along="x")
    grid_lines(axis, along="x")
    label_axis(axis, x=unit)
    handles = [
        Patch(facecolor=_LOW, hatch="//", edgecolor="white", label=at_low),
        Patch(facecolor=_HIGH, edgecolor="white", label=at_high),
    ]
    figure.legend(handles=handles, loc="outside upper left", ncols=2, frameon=False,
                  fontsize=SMALL_PT, labelcolor=palette.INK)  # fmt: skip
    return figure


def spread(
    values: ArrayLike, *, unit: str, lang: str, marks: Mapping[str, float], bins: int = 40
) -> Figure:
    """Draw how many draws gave which result; those below zero are hatched.

    Parameters
    ----------
    values : array_like
        Results of the draws.
    unit : str
        Name of the axis with its unit.
    lang : str
        ``"ko"`` or ``"en"``.
    marks : mapping of str to float
        Values marked by a line, by what they are called.
    bins : int
        Number of columns.
    """
    check_language(lang)
    known = np.asarray(values, dtype=float)
    known = known[np.isfinite(known)]
    if not known.size:
        return empty(word("chart.no_data", lang))
    # The last hundredth on either side would only stretch the axis.
    low, high = np.quantile(known, [0.005, 0.995])
    figure, (axis,) = new_figure(height_in=4.0)
    share, edges = np.histogram(known, bins=bins, range=(low, high if high > low else low + 1))
    for count, left, right in zip(share, edges[:-1], edges[1:], strict=True):
        below = (left + right) / 2 < 0
        axis.bar(left, 100 * count / known.size, width=right - left, align="edge",
                 color=_LOW if below else _HIGH, hatch="//" if below else "",
                 edgecolor="white", linewidth=0.4)  # fmt: skip
    top = axis.get_ylim()[1]
    for position, (name, value) in enumerate(marks.items()):
        axis.axvline(value, color=palette.INK, linewidth=1.3, linestyle=(0, (4, 2)))
        right = value > (low + high) / 2
        note(axis, value, top * (1.02 + 0.09 * position), f" {name} {number(value)} ",
             ha="right" if right else "left", va="bottom")  # fmt: skip
    axis.set_ylim(0, top * (1.06 + 0.1 * len(marks)))
    axis.yaxis.set_major_locator(MaxNLocator(nbins=4))
    axis.xaxis.set_major_locator(MaxNLocator(nbins=4))
    group_ticks(axis, along="x")
    grid_lines(axis, along="y")
    label_axis(axis, x=unit, y=word("chart.share", lang))
    return figure
