"""Events and due dates on one axis of time, one row a subject."""

from collections.abc import Mapping

import pandas as pd
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.ticker import MultipleLocator

from ...words.table import check_language, word
from .. import palette
from .canvas import SMALL_PT, empty, grid_lines, new_figure

# Shape and filling tell the kinds apart; colour only helps.
_KINDS: dict[str, tuple[str, str, str]] = {
    "announced": ("o", "white", palette.QUIET),
    "part": ("D", "#9cc8d1", palette.ACCENT),
    "done": ("o", palette.GREEN, palette.GREEN),
    "changed": ("s", "white", palette.VERMILLION),
    "delayed": (">", palette.ORANGE, palette.INK),
    "cut": ("v", palette.VERMILLION, palette.INK),
    "stopped": ("X", palette.INK, palette.INK),
    "related": (".", palette.QUIET, palette.QUIET),
    "due": ("|", palette.INK, palette.INK),
}
_ROW_IN = 0.36


def timeline(
    events: pd.DataFrame,
    *,
    labels: Mapping[str, str],
    names: Mapping[str, str],
    start: str,
    today: str,
    starts: str,
    lang: str,
) -> Figure:
    """Draw what happened when.

    Parameters
    ----------
    events : DataFrame
        subject, kind (announced, part, done, changed, delayed, cut, stopped, related or due),
        date [timestamp].
    labels : mapping of str to str
        Subjects from top to bottom, and what their rows are called; at most sixteen letters,
        a Korean syllable counting two.
    names : mapping of str to str
        What each kind is called; kinds without a name may not occur.
    start, today : str
        Days drawn as lines: of the promise, and of the data.
    starts : str
        What the first of them is called.
    lang : str
        ``"ko"`` or ``"en"``.
    """
    check_language(lang)
    shown = events[events["subject"].isin(list(labels))]
    unknown = sorted(set(shown["kind"]) - set(_KINDS))
    if unknown:
        raise ValueError(f"Unknown kind of event {unknown[0]!r}. Known ones: {', '.join(_KINDS)}.")
    if shown.empty:
        return empty(word("chart.no_data", lang))
    rows = {subject: len(labels) - 1 - k for k, subject in enumerate(labels)}
    used = [kind for kind in _KINDS if kind in set(shown["kind"])]
    legend_rows = -(-(len(used) + 1) // 3)
    figure, (axis,) = new_figure(height_in=0.7 + _ROW_IN * len(rows) + 0.32 * legend_rows)
    handles = []
    for kind in used:
        marker, fill, edge = _KINDS[kind]
        own = shown[shown["kind"] == kind]
        size = 17 if kind == "due" else 9.5
        width = 3 if kind == "due" else 1.8
        axis.plot(
            [_year(date) for date in own["date"]],
            [rows[subject] for subject in own["subject"]],
            marker, markersize=size, markerfacecolor=fill, markeredgecolor=edge,
            markeredgewidth=width, linestyle="none", zorder=3,
        )  # fmt: skip
        handles.append(
            Line2D([], [], marker=marker, markersize=9.5, markerfacecolor=fill,
                   markeredgecolor=edge, markeredgewidth=width, linestyle="none",
                   label=names[kind])
        )  # fmt: skip
    first, last = _year(pd.Timestamp(start)), _year(pd.Timestamp(today))
    axis.axvline(first, color=palette.ACCENT, linewidth=1.6)
    axis.axvline(last, color=palette.QUIET, linewidth=1.4, linestyle=(0, (4, 3)))
    handles.append(Line2D([], [], color=palette.ACCENT, linewidth=1.6, label=starts))
    axis.set_ylim(-0.7, len(rows) - 0.3)
    ends = [first, last, *(_year(date) for date in shown["date"])]
    margin = 0.03 * (max(ends) - min(ends))
    axis.set_xlim(min(ends) - margin, max(ends) + margin)
    axis.set_yticks(list(rows.values()), [labels[subject] for subject in rows])
    axis.xaxis.set_major_locator(MultipleLocator(1))
    axis.xaxis.set_major_formatter("{x:.0f}")
    grid_lines(axis, along="y")
    axis.xaxis.grid(visible=True, color=palette.HAIRLINE, linewidth=0.8)
    figure.legend(handles=handles, loc="outside upper left", ncols=3, frameon=False,
                  fontsize=SMALL_PT, handletextpad=0.4, columnspacing=1.2,
                  labelcolor=palette.INK)  # fmt: skip
    return figure


def _year(date: pd.Timestamp) -> float:
    """Give a day as a year and its part: 2024-07-02 is 2024.5."""
    return float(date.year + (date.day_of_year - 1) / (366 if date.is_leap_year else 365))
