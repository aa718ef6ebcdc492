"""Small panels side by side: several clusters on several indicators."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from ...model.numbers import MISSING, number
from ...words.table import check_language, word
from .. import palette
from .canvas import SMALL_PT, TEXT_PT, empty, new_figure, note

# The same cluster keeps its colour and its place in every panel.
_COLOURS = (palette.ACCENT, "#c08a3e", "#8a5a84", "#5d6b73")
_MOST = len(_COLOURS)


@dataclass(frozen=True)
class Panel:
    """How an indicator is shown: its title with the unit, and decimals."""

    title: str
    decimals: int = 0


def comparison(
    table: pd.DataFrame,
    *,
    panels: Mapping[str, Panel | str],
    lang: str,
    order: Sequence[str] | None = None,
) -> Figure:
    """Compare clusters, one panel an indicator, each on its own scale from zero.

    Parameters
    ----------
    table : DataFrame
        One row a cluster (at most four), one column an indicator; the index holds the names.
    panels : mapping of str to Panel or str
        The indicators shown, in order; a title alone stands for one without decimals.
    lang : str
        ``"ko"`` or ``"en"``.
    order : sequence of str, optional
        Clusters from top to bottom; as in the table where not given.

    Notes
    -----
    A missing value has a dash and no bar: it must not look like zero.
    """
    check_language(lang)
    shown = table.loc[list(order)] if order is not None else table
    if len(shown) > _MOST:
        raise ValueError(f"At most {_MOST} clusters fit. Given: {len(shown)}.")
    if shown.empty or not panels:
        return empty(word("chart.no_data", lang))
    columns = 2 if len(panels) > 1 else 1
    rows = -(-len(panels) // columns)
    panel_in = 0.68 + 0.38 * len(shown)
    figure, axes = new_figure(height_in=rows * panel_in + 0.1, rows=rows, columns=columns)
    places = np.arange(len(shown))[::-1]
    for k, (axis, (key, given)) in enumerate(zip(axes, panels.items(), strict=False)):
        panel = Panel(given) if isinstance(given, str) else given
        values = shown[key].astype(float)
        reach = float(np.nanmax(values.to_numpy(), initial=0)) or 1.0
        axis.barh(places, values.fillna(0), height=0.66, color=_COLOURS[: len(shown)])
        for place, value in zip(places, values, strict=True):
            known = np.isfinite(value)
            text = number(value, decimals=panel.decimals) if known else MISSING
            note(axis, (max(value, 0) if known else 0) + reach * 0.03, place, text)
        axis.set_yticks(
            places, [str(n) for n in shown.index] if k % columns == 0 else [""] * len(shown)
        )
        axis.set_xticks([])
        axis.set_xlim(min(0.0, float(np.nanmin(values.to_numpy(), initial=0))), reach * 1.45)
        axis.spines["bottom"].set_visible(False)
        axis.axvline(0, color=palette.FAINT, linewidth=1)
        axis.set_title(panel.title, fontsize=SMALL_PT, color=palette.INK, loc="left", pad=5)
        axis.tick_params(labelsize=TEXT_PT)
    for axis in axes[len(panels) :]:
        axis.set_axis_off()
    return figure
