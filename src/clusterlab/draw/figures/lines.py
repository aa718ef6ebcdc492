"""Lines over years: several series that are never joined across a gap, and bands of futures."""

from collections.abc import Mapping

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator
from numpy.typing import NDArray

from ...model.numbers import number
from ...words.table import check_language, word
from .. import palette
from .canvas import SMALL_PT, empty, grid_lines, group_ticks, label_axis, new_figure

# Colour, dash and mark differ together, so that grey print and colour-blind eyes tell them apart.
_STYLES = (
    (palette.ACCENT, "-", "o"),
    (palette.VERMILLION, "--", "s"),
    (palette.PURPLE, ":", "^"),
    (palette.INK, "-.", "D"),
)


def year_lines(
    table: pd.DataFrame,
    *,
    names: Mapping[str, str],
    unit: str,
    lang: str,
    x: str = "",
    decimals: int = 0,
    zero: bool = False,
) -> Figure:
    """Draw one line a column; a missing year breaks it.

    Parameters
    ----------
    table : DataFrame
        Indexed by year (or any rising number), one column a series; at most four.
    names : mapping of str to str
        Columns as the reader calls them.
    unit : str
        What the vertical axis shows, with its unit.
    lang : str
        ``"ko"`` or ``"en"``.
    x : str
        Name of the horizontal axis.
    decimals : int
        Decimals of the labels at the last value of each line.
    zero : bool
        Whether a line marks zero; the axis starts there where nothing is below it in any case.

    Returns
    -------
    Figure
        A note in place of the lines when nothing is known.

    Raises
    ------
    ValueError
        More than four series.
    """
    check_language(lang)
    if len(table.columns) > len(_STYLES):
        raise ValueError(f"{len(table.columns)} lines do not stay apart; at most {len(_STYLES)}.")
    shown = table.astype(float).dropna(axis="columns", how="all")
    if shown.empty or not len(shown.columns):
        return empty(word("chart.no_data", lang))
    figure, (axis,) = new_figure(height_in=4.2)
    steps = shown.index.to_numpy(dtype=float)
    for (column, values), (colour, dash, mark) in zip(shown.items(), _STYLES, strict=False):
        axis.plot(steps, values, color=colour, linestyle=dash, marker=mark, markersize=6,
                  linewidth=2, label=names.get(str(column), str(column)),
                  markeredgecolor="white")  # fmt: skip
        last = values.dropna()
        end, text = float(last.iloc[-1]), number(last.iloc[-1], decimals=decimals)
        _at_the_end(axis, float(last.index[-1]), end, text, colour)
    _finish(axis, steps, unit=unit, x=x, zero=zero)
    if len(shown.columns) > 1:
        figure.legend(loc="outside upper left", ncols=1, frameon=False, fontsize=SMALL_PT,
                      labelcolor=palette.INK, handlelength=2.6)  # fmt: skip
    return figure


def year_bands(
    table: pd.DataFrame,
    *,
    unit: str,
    lang: str,
    middle: str,
    between: str,
    x: str = "",
    decimals: int = 0,
) -> Figure:
    """Draw the middle of many futures and the band that most of them keep to.

    Parameters
    ----------
    table : DataFrame
        Indexed by year, with low, middle and high.
    unit, x : str
        Names of the axes.
    lang : str
        ``"ko"`` or ``"en"``.
    middle, between : str
        What the line and the band are called.
    decimals : int
        Decimals of the label at the last value.
    """
    check_language(lang)
    known = table[["low", "middle", "high"]].astype(float).dropna()
    if known.empty:
        return empty(word("chart.no_data", lang))
    figure, (axis,) = new_figure(height_in=4.2)
    steps = known.index.to_numpy(dtype=float)
    axis.fill_between(steps, known["low"], known["high"], color="#cfdde3", linewidth=0,
                      label=between)  # fmt: skip
    for edge in ("low", "high"):
        axis.plot(steps, known[edge], color=palette.FAINT, linewidth=1, linestyle=(0, (2, 2)))
    axis.plot(steps, known["middle"], color=palette.ACCENT, linewidth=2.4, marker="o",
              markersize=5, markeredgecolor="white", label=middle)  # fmt: skip
    last = float(known["middle"].iloc[-1])
    _at_the_end(axis, steps[-1], last, number(last, decimals=decimals), palette.ACCENT)
    _finish(axis, steps, unit=unit, x=x, zero=True)
    figure.legend(loc="outside upper left", ncols=2, frameon=False, fontsize=SMALL_PT,
                  labelcolor=palette.INK, handlelength=1.8)  # fmt: skip
    return figure


def _at_the_end(axis: Axes, x: float, y: float, text: str, colour: str) -> None:
    """Write a value beside the last mark of a line."""
    axis.annotate(text, (x, y), xytext=(9, 0), textcoords="offset points", color=colour,
                  fontsize=SMALL_PT, fontweight="bold", va="center")  # fmt: skip


def _finish(axis: Axes, steps: NDArray[np.float64], *, unit: str, x: str, zero: bool) -> None:
    low, high = axis.get_ylim()
    if low >= 0 or np.isclose(low, 0):
        axis.set_ylim(0, high * 1.06)
    elif zero or low < 0 < high:
        axis.axhline(0, color=palette.QUIET, linewidth=1)
    span = float(np.ptp(steps)) or 1.0
    axis.set_xlim(float(np.min(steps)) - 0.04 * span, float(np.max(steps)) + 0.16 * span)
    axis.xaxis.set_major_locator(MaxNLocator(nbins=6, integer=True))
    axis.xaxis.set_major_formatter(FuncFormatter(lambda v, _: f"{v:g}"))
    axis.yaxis.set_major_locator(MaxNLocator(nbins=5))
    group_ticks(axis, along="y")
    grid_lines(axis, along="y")
    label_axis(axis, x=x, y=unit)
