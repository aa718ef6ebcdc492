"""Writes areas as readers of each language do: 만 m² in Korean, m² and million m² in English."""

from typing import Any

from ..model.numbers import MISSING, is_missing, number

M2_IN = {"m2": 1.0, "m2 GFA": 1.0, "m2_thousand": 1e3}
"""Square metres in each unit of floor space; hectares are for land, and stay."""

# Steps of a language, largest first: from which area on, and the sign behind the number.
_STEPS = {
    "ko": ((1e8, "억 m²"), (1e4, "만 m²"), (1.0, " m²")),
    "": ((1e6, " million m²"), (1.0, " m²")),
}


def area(value: Any, unit: str, lang: str) -> str:
    """Write floor space, or a range of two, with three digits or all whole ones.

    Parameters
    ----------
    value : float, or a tuple of two
        Area in the unit.
    unit : str
        One of `M2_IN`.
    lang : str
        Language of the reader.

    Raises
    ------
    ValueError
        The unit is not one of floor space.

    Examples
    --------
    >>> area(10_340_000, "m2", "ko"), area(10_340_000, "m2", "en")
    ('1,034만 m²', '10.3 million m²')
    >>> area((281_800, 1_200_000), "m2", "ko"), area(480, "m2", "en"), area(12_345, "m2", "en")
    ('28.2만~120만 m²', '480 m²', '12,345 m²')
    """
    if unit not in M2_IN:
        raise ValueError(f"{unit!r} is not a unit of floor space: {', '.join(M2_IN)}")
    ends = value if isinstance(value, tuple) else (value,)
    shown = [MISSING if is_missing(end) else _one(float(end) * M2_IN[unit], lang) for end in ends]
    if set(shown) == {MISSING}:
        return MISSING
    written = list(dict.fromkeys(shown))
    if len(written) == 2 and all(text.endswith(" m²") for text in written):
        written[0] = written[0].removesuffix(" m²")
    return ("~" if lang == "ko" else "–").join(written)


def _one(value: float, lang: str) -> str:
    steps = _STEPS.get(lang, _STEPS[""])
    step, sign = next((s for s in steps if abs(value) >= s[0]), steps[-1])
    size = abs(value / step)
    decimals = 0 if size >= 100 or step == 1 else 1
    text = number(value / step, decimals=decimals)
    return f"{text.removesuffix('.0')}{sign}"
