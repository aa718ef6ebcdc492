"""Curves over distance with the bands that chance alone would give."""

import numpy as np
import pandas as pd
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter

from ...words.table import check_language, word
from .. import palette
from .canvas import SMALL_PT, empty, grid_lines, label_axis, new_figure


def distance_curve(
    table: pd.DataFrame,
    *,
    unit: str,
    lang: str,
    reference: float | None = None,
    reference_name: str = "",
    height_in: float = 4.4,
) -> Figure:
    """Draw a measure over distance (K-density, M) with its local and global bands.

    Parameters
    ----------
    table : DataFrame
        Indexed by distance_m, with observed; local_low, local_high, global_low, global_high where
        simulated.
    unit : str
        What the vertical axis shows, with its unit.
    lang : str
        ``"ko"`` or ``"en"``.
    reference : float, optional
        The value under no concentration, such as 1 for M.
    reference_name : str
        What the reference is called; "Reference 1" where not given.
    height_in : float
        Height [inch].

    Returns
    -------
    Figure
        A note in place of the curve when nothing is observed.
    """
    check_language(lang)
    if table.empty or table["observed"].isna().all():
        return empty(word("chart.undefined", lang))
    figure, (axis,) = new_figure(height_in=height_in)
    km = table.index.to_numpy(dtype=float) / 1000
    banded = {"global_low", "global_high"} <= set(table.columns)
    if banded and table["global_high"].notna().any():
        axis.fill_between(km, table["global_low"], table["global_high"], color="#e6edf0",
                          linewidth=0, label=word("chart.global_band", lang))  # fmt: skip
        for edge in ("global_low", "global_high"):
            axis.plot(km, table[edge], color=palette.FAINT, linewidth=1, linestyle=(0, (1, 2)))
    if {"local_low", "local_high"} <= set(table.columns):
        axis.fill_between(km, table["local_low"], table["local_high"], color="#c2d3da",
                          linewidth=0, label=word("chart.local_band", lang))  # fmt: skip
    if reference is not None:
        name = reference_name or word("chart.reference", lang, value=f"{reference:g}")
        axis.axhline(reference, color=palette.QUIET, linewidth=1.2, linestyle=(0, (4, 3)),
                     label=name)  # fmt: skip
    axis.plot(km, table["observed"], color=palette.ACCENT, linewidth=2.6,
              label=word("chart.observed", lang))  # fmt: skip
    axis.set_xlim(km.min(), km.max())
    drawn = [name for name in ("observed", "global_low", "local_low") if name in table.columns]
    if np.nanmin(table[drawn].to_numpy(dtype=float)) >= 0:
        axis.set_ylim(bottom=0)
    grid_lines(axis, along="y")
    axis.locator_params(axis="y", nbins=5)
    axis.locator_params(axis="x", nbins=6)
    axis.xaxis.set_major_formatter(FuncFormatter(lambda km, _: f"{km:g}"))
    axis.ticklabel_format(axis="y", style="sci", scilimits=(-3, 4), useMathText=True)
    axis.yaxis.get_offset_text().set_fontsize(SMALL_PT)
    label_axis(axis, x=word("chart.distance_km", lang), y=unit)
    handles, names = axis.get_legend_handles_labels()
    figure.legend(handles[::-1], names[::-1], loc="outside lower left", ncols=2, frameon=False,
                  fontsize=SMALL_PT, handlelength=1.6, labelcolor=palette.INK)  # fmt: skip
    return figure
