"""Where a cluster stands among all complexes of the country."""

from collections.abc import Mapping

import numpy as np
import pandas as pd
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from ...model.numbers import number
from ...words.table import check_language, word
from .. import palette
from .canvas import SMALL_PT, empty, group_ticks, label_axis, new_figure

_MARKERS = ("o", "s", "D", "^", "v", "P")
_COLOURS = (palette.VERMILLION, palette.BLUE, palette.GREEN, palette.PURPLE, palette.ORANGE,
            palette.INK)  # fmt: skip


def position(
    values: "pd.Series[float]",
    *,
    of: Mapping[str, float],
    unit: str,
    lang: str,
    decimals: int = 1,
    logarithmic: bool = False,
) -> Figure:
    """Show all values as a distribution and mark some of them.

    Parameters
    ----------
    values : Series
        One value a complex of the country; missing ones are left out.
    of : mapping of str to float
        Names and values that are marked, at most six.
    unit : str
        Name of the axis with its unit.
    lang : str
        ``"ko"`` or ``"en"``.
    decimals : int
        Decimals of the labels.
    logarithmic : bool
        Whether equal ratios lie equally far apart; values of zero are then left out.
    """
    check_language(lang)
    if len(of) > len(_MARKERS):
        raise ValueError(f"At most {len(_MARKERS)} can be marked. Given: {len(of)}.")
    known = values.astype(float).dropna()
    known = known[known > 0] if logarithmic else known
    if known.empty:
        return empty(word("chart.no_data", lang))
    marked = {name: v for name, v in of.items() if v is not None and np.isfinite(v)}
    rows = len(marked) + 2
    figure, (axis,) = new_figure(height_in=2.3 + 0.36 * rows)
    ends = np.array([known.min(), known.max(), *marked.values()])
    if logarithmic:
        axis.set_xscale("log")
        bins = np.geomspace(ends.min(), ends.max(), 41)
    else:
        bins = np.linspace(ends.min(), ends.max() or 1, 41)
    counts, _, _ = axis.hist(known, bins=bins.tolist(), color="#c2d3da", edgecolor="white",
                             linewidth=0.6,
                             label=word("chart.all_complexes", lang, count=len(known)))  # fmt: skip
    top = float(np.max(counts))
    median = float(known.median())
    middle = word("chart.median", lang, value=number(median, decimals=decimals))
    axis.plot([median, median], [0, top], color=palette.QUIET, linewidth=1.2,
              linestyle=(0, (4, 3)), label=middle)  # fmt: skip
    for k, (name, value) in enumerate(marked.items()):
        rank = number(100 * float((known <= value).mean()))
        percentile = word("chart.percentile", lang, value=rank)
        text = f"{name} {number(value, decimals=decimals)} ({percentile})"
        axis.plot([value, value], [0, top * 1.08], color=_COLOURS[k], linewidth=1.6, zorder=3)
        axis.plot([value], [top * 1.08], _MARKERS[k], color=_COLOURS[k], markersize=9,
                  markeredgecolor="white", zorder=4, label=text)  # fmt: skip
    axis.set_ylim(0, top * 1.18)
    axis.set_yticks([])
    if not logarithmic:
        axis.xaxis.set_major_locator(MaxNLocator(nbins=5))
        group_ticks(axis, along="x")
    label_axis(axis, x=unit)
    figure.legend(loc="outside upper left", ncols=1, frameon=False,
                  fontsize=SMALL_PT, handlelength=1.2, labelcolor=palette.INK)  # fmt: skip
    return figure
