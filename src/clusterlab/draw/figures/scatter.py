"""Each place against its neighbours: the scatter of Moran, in four quarters."""

from collections.abc import Mapping

import pandas as pd
from matplotlib.figure import Figure

from ...words.table import check_language, word
from .. import palette
from .canvas import SMALL_PT, empty, grid_lines, label_axis, new_figure, note

# Shape and fill tell the quarters apart in grey print.
_MARKS = {"HH": ("s", "#12384b"), "HL": ("^", palette.VERMILLION), "LH": ("v", palette.ORANGE),
          "LL": ("o", "#6f97ab")}  # fmt: skip


def moran_scatter(
    table: pd.DataFrame,
    *,
    marked: str,
    called: str,
    below: float,
    names: Mapping[str, str],
    x_unit: str,
    y_unit: str,
    lang: str,
) -> Figure:
    """Draw each place's value against the mean of its neighbours, with lines at the means.

    Parameters
    ----------
    table : DataFrame
        One row a place: value, lag (mean of the neighbours), quadrant, q_value.
    marked : str
        The row that stands out; none does where the table lacks it.
    called : str
        Its name.
    below : float
        Places with a q_value up to this carry the mark of their quarter, the others a small dot.
    names : mapping of str to str
        What the legend calls ``HH``, ``HL``, ``LH``, ``LL`` and ``rest``.
    x_unit, y_unit : str
        Names of the axes; that of the neighbours runs along the top.
    lang : str
        ``"ko"`` or ``"en"``.
    """
    check_language(lang)
    known = table.dropna(subset=["value", "lag"])
    if known.empty:
        return empty(word("chart.no_data", lang))
    sure = known["q_value"] <= below
    shown = [name for name in _MARKS if (sure & (known["quadrant"] == name)).any()]
    figure, (axis,) = new_figure(height_in=5.2 + 0.36 * (len(shown) + 2))
    rest = known[~sure]
    axis.plot(rest["value"], rest["lag"], "o", markersize=4.5, markerfacecolor="none",
              markeredgecolor=palette.FAINT, label=f"{names['rest']} ({len(rest)})")  # fmt: skip
    for name in shown:
        marker, colour = _MARKS[name]
        some = known[sure & (known["quadrant"] == name)]
        axis.plot(some["value"], some["lag"], marker, markersize=8, color=colour,
                  markeredgecolor="white", linestyle="none",
                  label=f"{names[name]} ({len(some)})")  # fmt: skip
    axis.axvline(known["value"].mean(), color=palette.QUIET, linewidth=1.1, linestyle=(0, (4, 3)))
    # Where the neighbours of a place are as high as all places are on average.
    axis.axhline(known["value"].mean(), color=palette.QUIET, linewidth=1.1, linestyle=(0, (4, 3)))
    if marked in known.index:
        x, y = (float(known[name].loc[marked]) for name in ("value", "lag"))
        axis.plot([x], [y], "o", markersize=15, markerfacecolor="none", markeredgewidth=2.4,
                  markeredgecolor=palette.INK, zorder=5)  # fmt: skip
        low, high = axis.get_xlim()
        left = x < (low + high) / 2
        note(axis, x + (high - low) * (0.03 if left else -0.03), y, called, fontweight="bold",
             ha="left" if left else "right", zorder=6,
             bbox={"boxstyle": "round,pad=0.15", "facecolor": "white", "edgecolor": "none",
                   "alpha": 0.6})  # fmt: skip
    axis.spines["left"].set_visible(True)
    axis.spines["left"].set_color(palette.FAINT)
    grid_lines(axis, along="x")
    label_axis(axis, x=x_unit, y=y_unit)
    figure.legend(loc="outside upper left", ncols=1, frameon=False, fontsize=SMALL_PT,
                  handletextpad=0.4, labelcolor=palette.INK)  # fmt: skip
    return figure
