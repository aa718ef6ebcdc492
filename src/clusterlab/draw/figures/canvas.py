"""The sheet that all charts share: size, type, quiet axes and direct labels."""

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter

from .. import fonts, palette

# 640 px at 96 px an inch: at 354 px, a phone less its margins, text of 20 px stands 11 px high.
FULL_WIDTH_IN = 640 / 96
_PX = 72 / 96
TEXT_PX, SMALL_PX = 21, 20
TEXT_PT, SMALL_PT = TEXT_PX * _PX, SMALL_PX * _PX

# Hatches in the order of use, so that neighbours differ in grey print too.
HATCHES: tuple[str, ...] = ("", "//", "\\\\", "||", "x", "--", "+", "/", "\\", "|")
FILLS: tuple[str, ...] = (
    "#2a7589", "#e8c48a", "#9cc8d1", "#c29aba", "#d9dfe2", "#7d4877", "#96631f", "#b9cf9b",
    "#5d6b73", "#f0e442",
)  # fmt: skip


def new_figure(*, height_in: float, rows: int = 1, columns: int = 1) -> tuple[Figure, list[Axes]]:
    """Open a figure of full width with quiet axes.

    Parameters
    ----------
    height_in : float
        Height [inch].
    rows, columns : int
        Number of panels.

    Returns
    -------
    Figure, list of Axes
        Panels in reading order.
    """
    fonts.use_in_matplotlib()
    figure = Figure(figsize=(FULL_WIDTH_IN, height_in), layout="constrained", facecolor="white")
    grid = np.atleast_1d(figure.subplots(rows, columns)).ravel()
    axes: list[Axes] = [_quiet(axis) for axis in grid]
    return figure, axes


def _quiet(axis: Axes) -> Axes:
    for side in ("top", "right", "left"):
        axis.spines[side].set_visible(False)
    axis.spines["bottom"].set_color(palette.FAINT)
    axis.tick_params(
        colors=palette.QUIET, labelsize=SMALL_PT, length=0, pad=4, labelcolor=palette.INK
    )
    axis.set_axisbelow(True)
    return axis


def grid_lines(axis: Axes, *, along: str) -> None:
    """Draw faint lines from the ticks of one axis: ``"x"`` or ``"y"``."""
    if along == "x":
        axis.xaxis.grid(visible=True, color=palette.HAIRLINE, linewidth=0.8)
    else:
        axis.yaxis.grid(visible=True, color=palette.HAIRLINE, linewidth=0.8)


def group_ticks(axis: Axes, *, along: str) -> None:
    """Write the ticks of one axis, ``"x"`` or ``"y"``, in full with thousands separators."""
    chosen = axis.xaxis if along == "x" else axis.yaxis
    chosen.set_major_formatter(FuncFormatter(lambda value, _: tick_text(value)))


def tick_text(value: float) -> str:
    """Write a number at a tick: grouped, in full, free of the noise of binary fractions.

    Examples
    --------
    >>> tick_text(1_500_000), tick_text(0.1 + 0.2), tick_text(-2000)
    ('1,500,000', '0.3', '−2,000')
    """
    return f"{value:,.10g}".replace("-", "−")


def label_axis(axis: Axes, *, x: str = "", y: str = "") -> None:
    """Name the axes with their units; the vertical one along the top, so that it reads level."""
    if x:
        axis.set_xlabel(x, fontsize=SMALL_PT, color=palette.QUIET, labelpad=6)
    if y:
        axis.set_title(y, fontsize=SMALL_PT, color=palette.QUIET, loc="left", pad=8)


def note(axis: Axes, x: float, y: float, text: str, **options: object) -> None:
    """Write a direct label in data coordinates."""
    style: dict[str, object] = {"fontsize": SMALL_PT, "color": palette.INK, "va": "center"}
    axis.text(x, y, text, **(style | options))  # type: ignore[arg-type]  # options pass through


def wrap(text: str, *, width: int = 13) -> str:
    r"""Break a label into at most two lines, a Korean syllable counting as two letters.

    Examples
    --------
    >>> wrap("Research institutes", width=12)
    'Research\ninstitutes'
    """
    if letters(text) <= width:
        return text
    words = text.split(" ")
    if len(words) == 1:
        return text
    cuts = [(" ".join(words[:k]), " ".join(words[k:])) for k in range(1, len(words))]
    first, second = min(cuts, key=lambda cut: max(map(letters, cut)))
    return f"{first}\n{second}"


def row_height_in(labels: Sequence[str]) -> float:
    """Give the height that rows with these labels need [inch]."""
    return 0.62 if any("\n" in label for label in labels) else 0.46


def empty(text: str) -> Figure:
    """Draw a figure that only says why it shows nothing."""
    figure, (axis,) = new_figure(height_in=1.2)
    axis.set_axis_off()
    axis.text(0.5, 0.5, text, ha="center", va="center", fontsize=TEXT_PT, color=palette.QUIET)
    return figure


def letters(text: str) -> int:
    """Count how wide a text runs: a Korean syllable is as wide as two letters."""
    return sum(2 if ord(letter) > 0x1100 else 1 for letter in text)
