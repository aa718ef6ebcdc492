"""Colours that hold for colour-blind readers and in grey print, and class limits for maps."""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

# Okabe and Ito (2008), Color universal design.
BLUE, VERMILLION, GREEN = "#0072b2", "#d55e00", "#009e73"
ORANGE, SKY, PURPLE, YELLOW = "#e69f00", "#56b4e9", "#cc79a7", "#f0e442"

INK, QUIET, FAINT, HAIRLINE = "#1f2a30", "#5d6b73", "#9aa6ac", "#d9dfe2"
PAPER, LAND, WATER = "#ffffff", "#faf9f6", "#e6edf0"
ACCENT = "#1d5b79"
# The ground of a map, from below: colour, width of lines [px], dashes. Paler than any data, so that
# the ground is never taken for a value; unknown ground keeps the neutral tint of the page.
GROUND: dict[str, tuple[str, float, str]] = {
    "land": (LAND, 1.0, ""),
    "green": ("#e3ecdc", 2.0, ""),
    "water": ("#d2e2eb", 2.0, ""),
    "runway": ("#d5d3cd", 5.0, ""),
    "road": ("#ddd5c3", 2.0, ""),
    "rail": ("#aeb4b8", 1.4, "6 3"),
    "metro": ("#9fb0ba", 1.8, ""),
}

# Light to dark in one hue; luminance falls by nearly equal steps (tested).
TEAL = ("#e6f1f3", "#cbe2e7", "#abced7", "#87b8c4", "#62a0af", "#3f8595")
PLUM = ("#f4eaf1", "#e3cede", "#cdaec6", "#b38cac", "#956790", "#71436c")
OCHRE = ("#fbf0dc", "#f2d9ae", "#e3bd80", "#cb9d55", "#a97b33", "#7f571b")

_HEX = re.compile(r"#[0-9a-f]{6}")


@dataclass(frozen=True)
class Symbol:
    """How a kind of organisation is drawn: colour, shape and radius [px]."""

    colour: str
    shape: str
    radius: float


# Colour and shape both differ, so that neither is needed to tell kinds apart.
SYMBOLS: dict[str, Symbol] = {
    "firm": Symbol(BLUE, "circle", 5),
    "startup": Symbol(GREEN, "triangle", 6.5),
    "support": Symbol("#6b7278", "cross", 6.5),
    "institute": Symbol(SKY, "hexagon", 7),
    "hospital": Symbol(PURPLE, "plus", 7.5),
    "university": Symbol(ORANGE, "diamond", 8),
    "anchor": Symbol(VERMILLION, "square", 7),
}
# Kinds that share a symbol with support services.
_SUPPORT = ("agency", "incubator", "accelerator", "investor", "law", "accounting", "support")


def symbol_group(kind: str) -> str:
    """Name the group of kinds that a kind is drawn with.

    Examples
    --------
    >>> symbol_group("incubator"), symbol_group("anchor")
    ('support', 'anchor')
    """
    if kind in _SUPPORT:
        return "support"
    if kind not in SYMBOLS:
        known = ", ".join([*SYMBOLS, *(k for k in _SUPPORT if k != "support")])
        raise ValueError(f"Unknown kind of organisation {kind!r}. Known ones: {known}.")
    return kind


def colour(value: str) -> str:
    """Check that a colour is written #rrggbb; anything else could carry CSS into a page.

    Examples
    --------
    >>> colour("#0072B2")
    '#0072b2'
    """
    if not _HEX.fullmatch(str(value).lower()):
        raise ValueError(f"A colour must be written #rrggbb. Given: {value!r}.")
    return value.lower()


def luminance(value: str) -> float:
    """Give the relative luminance of a colour, 0 (black) to 1 (white), as WCAG 2 defines it."""
    channels = np.array([int(colour(value)[i : i + 2], 16) for i in (1, 3, 5)]) / 255
    linear = np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)
    return float(linear @ [0.2126, 0.7152, 0.0722])


def text_on(background: str) -> str:
    """Give ink or white, whichever is read better on a background."""
    ground = luminance(background)
    contrast_white = 1.05 / (ground + 0.05)
    contrast_ink = (ground + 0.05) / (luminance(INK) + 0.05)
    return INK if contrast_ink >= contrast_white else "#ffffff"


def ramp(classes: int, *, colours: Sequence[str] = TEAL) -> list[str]:
    """Pick so many colours from a ramp, spread from light to dark.

    Parameters
    ----------
    classes : int
        1 to the number of colours in the ramp.
    colours : sequence of str
        The ramp, light to dark.
    """
    if not 1 <= classes <= len(colours):
        raise ValueError(f"A ramp has 1 to {len(colours)} classes. Given: {classes}.")
    if classes == 1:
        return [colours[len(colours) // 2]]
    picks = np.linspace(0, len(colours) - 1, classes).round().astype(int)
    return [colours[i] for i in picks]


def class_limits(values: ArrayLike, *, classes: int = 5) -> list[float]:
    """Find rounded limits of classes that hold about equally many values.

    Quantiles, each rounded to as few digits as keep the limits apart. The first and the last
    limit enclose all values. A value v is in class k when ``limit[k] <= v < limit[k + 1]``; the
    last class holds its upper limit as well.

    Parameters
    ----------
    values : array_like
        Missing ones are left out.
    classes : int
        The most classes wanted. Few different values give fewer classes.

    Returns
    -------
    list of float, length 2 to classes + 1
        Rising limits; empty when no value is given.

    Examples
    --------
    >>> class_limits([1, 12, 23, 38, 55, 70, 102], classes=3)
    [0.0, 20.0, 60.0, 200.0]
    """
    if classes < 1:
        raise ValueError(f"At least one class is needed. Given: {classes}.")
    known = np.asarray(values, dtype=float)
    known = known[np.isfinite(known)]
    if not known.size:
        return []
    distinct = np.unique(known)
    classes = min(classes, distinct.size)
    if distinct.size == 1:
        low, high = _outward(distinct[0], distinct[0], digits=2)
        return [low, high] if high > low else [low, low + 1.0]
    levels = np.linspace(0, 1, classes + 1)[1:-1]
    # Where many values are equal, their quantiles coincide: those of the different values do not.
    for inner in (np.quantile(known, levels), np.quantile(distinct, levels)):
        for digits in range(1, 7):
            rounded = [_round(v, digits=digits) for v in inner]
            low, high = _outward(float(distinct[0]), float(distinct[-1]), digits=digits)
            limits = [low, *rounded, high]
            rising = all(a < b for a, b in itertools.pairwise(limits))
            if rising and _all_filled(known, limits):
                return limits
    return [float(v) for v in np.quantile(distinct, np.linspace(0, 1, classes + 1))]


def class_of(values: ArrayLike, *, limits: Sequence[float]) -> list[int | None]:
    """Give each value's class number from 0; None where the value is missing.

    Examples
    --------
    >>> class_of([5, 20, 200, float("nan")], limits=[0, 20, 60, 200])
    [0, 1, 2, None]
    """
    data = np.asarray(values, dtype=float)
    places = np.clip(np.searchsorted(limits, data, side="right") - 1, 0, len(limits) - 2)
    return [int(k) if np.isfinite(v) else None for v, k in zip(data, places, strict=True)]


def _round(value: float, *, digits: int) -> float:
    return float(f"{value:.{digits - 1}e}")


def _outward(low: float, high: float, *, digits: int) -> tuple[float, float]:
    """Round the lowest value down and the highest up; counts and densities start at zero."""
    span = max(abs(low), abs(high)) or 1.0
    unit = 10.0 ** (np.floor(np.log10(span)) - digits + 1)
    down, up = np.floor(low / unit) * unit, np.ceil(high / unit) * unit
    return _round(float(down), digits=12), _round(float(up), digits=12)


def _all_filled(values: np.ndarray, limits: Sequence[float]) -> bool:
    return len(set(class_of(values, limits=limits))) == len(limits) - 1
