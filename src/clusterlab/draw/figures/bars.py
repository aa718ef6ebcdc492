"""Bars that lie: rankings, ranges where sources disagree, and shares of a whole."""

from collections.abc import Hashable, Mapping, Sequence

import numpy as np
import pandas as pd
from matplotlib.figure import Figure
from matplotlib.patches import Patch
from matplotlib.ticker import MaxNLocator

from ...model.numbers import number
from ...words.table import check_language, word
from .. import palette
from .canvas import (
    FILLS,
    HATCHES,
    SMALL_PT,
    empty,
    grid_lines,
    group_ticks,
    label_axis,
    letters,
    new_figure,
    note,
    row_height_in,
    wrap,
)

# Three names of so many letters fit side by side in a legend.
_SHORT = 16


def ranking(
    values: "pd.Series[float]",
    *,
    unit: str,
    lang: str,
    decimals: int = 0,
    highlight: Sequence[Hashable] = (),
    largest: int | None = None,
) -> Figure:
    """Rank labelled values as bars, the largest on top.

    Parameters
    ----------
    values : Series
        The index holds the labels. Missing values stand at the end, marked as missing.
    unit : str
        Name of the axis with its unit.
    lang : str
        ``"ko"`` or ``"en"``.
    decimals : int
        Decimals of the labels.
    highlight : sequence
        Labels whose bars stand out; all where none is given.
    largest : int, optional
        Show only so many.
    """
    check_language(lang)
    shown = (
        values.astype(float)
        .sort_values(ascending=False, kind="stable")
        .head(largest or len(values))
    )
    if shown.empty:
        return empty(word("chart.no_data", lang))
    labels = [wrap(str(label)) for label in shown.index]
    figure, (axis,) = new_figure(height_in=0.7 + row_height_in(labels) * len(shown))
    places = np.arange(len(shown))[::-1]
    strong = [not highlight or label in highlight for label in shown.index]
    colours = [palette.ACCENT if s else "#b9c7ce" for s in strong]
    axis.barh(places, shown.fillna(0).to_numpy(), height=0.62, color=colours)
    reach = float(np.nanmax(np.abs(shown.to_numpy()), initial=0)) or 1.0
    for place, value, bold in zip(places, shown, strong, strict=True):
        text = number(value, decimals=decimals)
        note(
            axis,
            max(value, 0) + reach * 0.012 if np.isfinite(value) else reach * 0.012,
            place,
            text,
            fontweight="bold" if bold and highlight else "normal",
        )
    axis.set_yticks(places, labels)
    axis.set_xlim(min(0.0, float(np.nanmin(shown.to_numpy(), initial=0))) * 1.1, reach * 1.16)
    axis.set_ylim(-0.55, len(shown) - 0.45)
    axis.set_xticks([])
    axis.spines["bottom"].set_visible(False)
    axis.axvline(0, color=palette.FAINT, linewidth=1)
    label_axis(axis, x=unit)
    return figure


def ranges(
    table: pd.DataFrame, *, unit: str, lang: str, decimals: int = 0, reference: float | None = None
) -> Figure:
    """Show low and high where sources disagree; one point where they agree.

    Parameters
    ----------
    table : DataFrame
        Columns low and high; the index holds the labels.
    unit : str
        Name of the axis with its unit.
    lang : str
        ``"ko"`` or ``"en"``.
    decimals : int
        Decimals of the labels.
    reference : float, optional
        A value marked by a line.
    """
    check_language(lang)
    known = table[["low", "high"]].astype(float).dropna()
    if known.empty:
        return empty(word("chart.no_data", lang))
    labels = [wrap(str(label)) for label in known.index]
    figure, (axis,) = new_figure(height_in=0.9 + row_height_in(labels) * len(known))
    places = np.arange(len(known))[::-1]
    top = max(float(known["high"].max()), reference or 0.0) or 1.0
    for place, low, high in zip(places, known["low"], known["high"], strict=True):
        axis.plot([low, high], [place, place], color=palette.ACCENT, linewidth=7, alpha=0.35,
                  solid_capstyle="round")  # fmt: skip
        axis.plot([low, high], [place, place], "o", color=palette.ACCENT, markersize=8,
                  markeredgecolor="white")  # fmt: skip
        text = number(low, decimals=decimals)
        if high > low:
            text = f"{text}–{number(high, decimals=decimals)}"
        note(axis, high + top * 0.03, place, text)
    axis.set_yticks(places, labels)
    axis.set_ylim(-0.6, len(known) - 0.4)
    # Room for the longest label, which stands to the right of its bar: its part of the width.
    longest = max(
        letters(number(high, decimals=decimals))
        + (letters(number(low, decimals=decimals)) + 1 if high > low else 0)
        for low, high in zip(known["low"], known["high"], strict=True)
    )
    part = min(0.03 + 0.029 * longest, 0.6)
    axis.set_xlim(min(0.0, float(known["low"].min())), top * max(1.28, 1 / (1 - part)))
    if reference is not None:
        axis.axvline(reference, color=palette.QUIET, linewidth=1.2, linestyle=(0, (4, 3)))
    # Four steps at most: at full size the ticks of large amounts would run into one another.
    axis.xaxis.set_major_locator(MaxNLocator(nbins=4))
    group_ticks(axis, along="x")
    grid_lines(axis, along="x")
    label_axis(axis, x=unit)
    return figure


def stacked_shares(
    shares: pd.DataFrame,
    *,
    names: Mapping[str, str],
    lang: str,
    labels: Sequence[str] = (),
    unit: str = "",
    smallest_labelled: float = 0.06,
) -> Figure:
    """Show how wholes divide, one bar each; hatches tell parts apart in grey print.

    Parameters
    ----------
    shares : DataFrame
        One row a bar, one column a part; amounts of any unit, missing as nothing.
    names : mapping of str to str
        Columns as the reader calls them.
    lang : str
        ``"ko"`` or ``"en"``.
    labels : sequence of str
        Names of the bars, in order; the index where not given.
    unit : str
        Name of the axis; "share (%)" where not given.
    smallest_labelled : float
        Parts from this share on carry their number.
    """
    check_language(lang)
    amounts = shares.astype(float).fillna(0)
    if labels:
        amounts = amounts.set_axis(list(labels), axis="index")
    if (amounts < 0).any(axis=None):
        raise ValueError(
            f"Parts of a whole must be zero or more. The lowest: {amounts.min().min()}."
        )
    amounts = amounts.loc[amounts.sum(axis=1) > 0, amounts.sum() > 0]
    if amounts.empty:
        return empty(word("chart.no_data", lang))
    parts = amounts.div(amounts.sum(axis=1), axis="index")
    labels = [wrap(str(label)) for label in parts.index]
    called = [names.get(str(column), str(column)) for column in parts.columns]
    legend_columns = 3 if max(map(letters, called)) <= _SHORT else 2
    legend_rows = -(-len(called) // legend_columns)
    figure, (axis,) = new_figure(height_in=1.0 + 0.68 * len(parts) + 0.36 * legend_rows)
    places = np.arange(len(parts))[::-1]
    left = np.zeros(len(parts))
    handles = []
    for k, column in enumerate(parts.columns):
        fill, hatch = FILLS[k % len(FILLS)], HATCHES[k % len(HATCHES)]
        widths = parts[column].to_numpy() * 100
        axis.barh(places, widths, left=left, height=0.62, color=fill, hatch=hatch,
                  edgecolor="white", linewidth=0.8)  # fmt: skip
        for place, width, start in zip(places, widths, left, strict=True):
            if width >= smallest_labelled * 100:
                box = {"boxstyle": "round,pad=0.15", "facecolor": fill, "edgecolor": "none"}
                note(axis, start + width / 2, place, f"{width:.0f}", ha="center",
                     color=palette.text_on(fill), bbox=box)  # fmt: skip
        left = left + widths
        handles.append(Patch(facecolor=fill, hatch=hatch, edgecolor="white",
                             label=called[k]))  # fmt: skip
    axis.set_yticks(places, labels)
    axis.set_xlim(0, 100)
    axis.set_xticks([0, 25, 50, 75, 100])
    label_axis(axis, x=unit or word("chart.share", lang))
    figure.legend(handles=handles, loc="outside upper left", ncols=legend_columns, frameon=False,
                  fontsize=SMALL_PT, handlelength=1.4, handleheight=1.0, columnspacing=1.2,
                  labelcolor=palette.INK)  # fmt: skip
    return figure
