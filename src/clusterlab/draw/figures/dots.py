"""Location quotients as dots on either side of the national average."""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from ...model.numbers import number
from ...words.table import check_language, word
from .. import palette
from .canvas import (
    SMALL_PT,
    empty,
    grid_lines,
    label_axis,
    letters,
    new_figure,
    note,
    row_height_in,
    wrap,
)

_MARKERS = ("o", "s", "D", "^")
_COLOURS = (palette.ACCENT, palette.VERMILLION, palette.GREEN, palette.PURPLE)


def quotients(
    table: pd.DataFrame,
    *,
    names: Mapping[str, str],
    unit: str,
    lang: str,
    largest: int | None = None,
    order: Sequence[str] | None = None,
) -> Figure:
    """Show each industry's quotient on a scale on which twice and half are equally far from 1.

    Parameters
    ----------
    table : DataFrame
        One row an industry, one column a region (at most four); ratios, missing as no dot.
    names : mapping of str to str
        Columns as the reader calls them.
    unit : str
        Name of the axis with what the quotient counts.
    lang : str
        ``"ko"`` or ``"en"``.
    largest : int, optional
        Show only the industries with the highest first column.
    order : sequence of str, optional
        Industries from top to bottom; from the highest first column down where not given.
    """
    check_language(lang)
    if len(table.columns) > len(_MARKERS):
        raise ValueError(f"At most {len(_MARKERS)} regions fit. Given: {len(table.columns)}.")
    values = table.astype(float).dropna(how="all")
    first = values.columns[0] if len(values.columns) else None
    if first is None or values.empty:
        return empty(word("chart.no_data", lang))
    if order is not None:
        values = values.loc[list(order)]
    else:
        values = values.sort_values(first, ascending=False, kind="stable").head(
            largest or len(values)
        )
    labels = [wrap(str(label), width=16) for label in values.index]
    several = len(values.columns) > 1
    called = [names.get(str(column), str(column)) for column in values.columns]
    columns = _columns_that_fit(called)
    rows = -(-len(called) // columns)
    height = 1.0 + row_height_in(labels) * len(values) + (0.1 + 0.3 * rows if several else 0)
    figure, (axis,) = new_figure(height_in=height)
    places = np.arange(len(values))[::-1]
    # Nothing lies at minus infinity on a ratio scale: 0 is drawn at the left edge.
    positive = values.where(values > 0)
    low = min(0.5, float(np.nanmin(positive.to_numpy(), initial=1)) / 1.25)
    high = max(2.0, float(np.nanmax(values.to_numpy(), initial=1)) * (1.25 if several else 1.7))
    for k, column in enumerate(values.columns):
        x = values[column].clip(lower=low).to_numpy()
        if not several:
            axis.hlines(places, 1, x, color="#c2d3da", linewidth=3, zorder=1)
        axis.plot(x, places, _MARKERS[k], color=_COLOURS[k], markersize=9, markeredgecolor="white",
                  label=called[k], linestyle="none")  # fmt: skip
    if not several:
        for place, value in zip(places, values[first], strict=True):
            if np.isfinite(value):
                note(axis, max(value, low) * 1.07 if value >= 1 else 1.06, place,
                     number(value, decimals=2))  # fmt: skip
    axis.axvline(1, color=palette.INK, linewidth=1.2)
    axis.set_xscale("log", base=2)
    axis.set_xlim(low, high)
    ticks = [t for t in (0.05, 0.1, 0.25, 0.5, 1, 2, 4, 8, 16, 32) if low <= t <= high]
    axis.set_xticks(ticks, [f"{t:g}" for t in ticks])
    axis.minorticks_off()
    axis.set_yticks(places, labels)
    axis.set_ylim(-0.6, len(values) - 0.4)
    grid_lines(axis, along="x")
    label_axis(axis, x=f"{unit} · {word('chart.average', lang)}")
    if several:
        figure.legend(loc="outside upper left", ncols=columns, frameon=False,
                      fontsize=SMALL_PT, handletextpad=0.3, labelcolor=palette.INK)  # fmt: skip
    return figure


def _columns_that_fit(called: Sequence[str], *, width: int = 62, mark: int = 5) -> int:
    """Say how many names of a legend stand side by side; widths are counted in letters."""
    widest = max(letters(name) + mark for name in called)
    return max(1, min(len(called), width // widest))
