"""Columns over years: what was built when."""

import numpy as np
import pandas as pd
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from ...model.numbers import number
from ...words.table import check_language, word
from .. import palette
from .canvas import empty, grid_lines, group_ticks, label_axis, new_figure, note


def time_columns(
    values: "pd.Series[float]", *, unit: str, lang: str, time_name: str = "", decimals: int = 0
) -> Figure:
    """Draw one column a year; years without a value stay empty.

    Parameters
    ----------
    values : Series
        Indexed by year.
    unit : str
        What the columns measure, with its unit.
    lang : str
        ``"ko"`` or ``"en"``.
    time_name : str
        Name of the horizontal axis; "year of approval" where not given.
    decimals : int
        Decimals of the label on the highest column.
    """
    check_language(lang)
    known = values.astype(float).dropna()
    if known.empty:
        return empty(word("chart.no_data", lang))
    years = known.index.to_numpy(dtype=int)
    figure, (axis,) = new_figure(height_in=3.7)
    heights = known.to_numpy()
    peak = int(np.argmax(heights))
    colours = [palette.ACCENT if i == peak else "#8fb3c2" for i in range(len(known))]
    axis.bar(years, heights, width=0.78, color=colours)
    note(axis, years[peak], float(heights[peak]) * 1.02, number(heights[peak], decimals=decimals),
         ha="center", va="bottom", fontweight="bold")  # fmt: skip
    axis.set_ylim(0, float(heights.max()) * 1.14 or 1)
    axis.set_xlim(years.min() - 0.6, years.max() + 0.6)
    axis.xaxis.set_major_locator(MaxNLocator(nbins=6, integer=True))
    axis.yaxis.set_major_locator(MaxNLocator(nbins=4))
    group_ticks(axis, along="y")
    grid_lines(axis, along="y")
    label_axis(axis, x=time_name or word("chart.year", lang), y=unit)
    return figure
