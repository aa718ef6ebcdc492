"""One number as people write it: separators, Korean magnitudes, units, signs, full-width digits."""

import re
import unicodedata
from dataclasses import dataclass
from fractions import Fraction

from ..korea.extent import MONEY_WORDS
from .units import MAGNITUDES, Unit, parse_unit

MISSING = frozenset(
    {"", "-", "–", "—", "―", ".", "..", "…", "...", "na", "n/a", "nan", "null", "none"}
)
MISSING_KO = frozenset({"없음", "해당없음", "자료없음", "미상", "미확인", "확인불가", "미공시"})
SUPPRESSED = frozenset({"x", "*", "**", "***", "c", "비공개", "비밀", "비밀보호", "공개불가"})
MINUS = "△▲▵∆−–-"
DIGITS = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d*)?|\.\d+"
PLAIN = re.compile(rf"(?:{DIGITS})(?:[eE][+-]?\d{{1,4}})?")
TERM = re.compile(rf"({DIGITS})\s*({'|'.join(MAGNITUDES)})?\s*")
LARGEST = Fraction(17976931348623157) * 10**292


@dataclass(frozen=True, slots=True)
class Amount:
    """What a cell holds: a value, or a state (missing, suppressed, unreadable, impossible)."""

    value: Fraction | None
    state: str = "value"
    expected: str = ""
    traits: tuple[str, ...] = ()


def read_amount(text: str, *, unit: Unit | None = None, measures: str = "") -> Amount:
    """Read a number.

    Parameters
    ----------
    text : str
        The cell as written.
    unit : Unit, optional
        Unit of the column, as its heading says it.
    measures : str
        What the column holds: money, area, count, part or length; empty where it has no unit.

    Returns
    -------
    Amount
        The value in won, m2, pieces, % or m, exact, and by which habits it was written.
        ``-`` and 미상 are missing, ``X``, ``*`` and 비공개 are suppressed; neither is 0.

    Examples
    --------
    >>> from clusterlab.ingest.readers.units import parse_unit
    >>> int(read_amount("1조 2,000억", measures="money").value)
    1200000000000
    >>> int(read_amount("△1,234", unit=parse_unit("백만원"), measures="money").value)
    -1234000000
    >>> read_amount("X").state, read_amount("-").state
    ('suppressed', 'missing')
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    word = plain.replace(" ", "").lower()
    if word in MISSING or word in MISSING_KO:
        return Amount(None, "missing")
    if word in SUPPRESSED:
        return Amount(None, "suppressed")
    if word.lstrip("+-") in {"inf", "infinity", "∞"}:
        return Amount(None, "impossible", "a number that is finite")
    traits: list[str] = []
    if any(ord(sign) >= 0xFF10 and ord(sign) <= 0xFF19 for sign in text):
        traits.append("full-width digits")
    sign, body = _sign(plain)
    if sign < 0 and not plain.startswith("-"):
        traits.append("a sign for negative such as △ or brackets")
    value, own, wrong = _value(body, unit=unit, measures=measures)
    if value is None:
        return Amount(None, "unreadable", wrong)
    if abs(value) > LARGEST:
        return Amount(None, "impossible", "a number that is finite")
    if "," in body:
        traits.append("thousands separators")
    if own:
        traits.append("a unit in the cell")
    return Amount(sign * value, traits=tuple(traits))


def _sign(text: str) -> tuple[int, str]:
    if text.startswith("(") and text.endswith(")"):
        return -1, text[1:-1].strip()
    if text[:1] in MINUS:
        return -1, text[1:].strip()
    if text.startswith("+"):
        return 1, text[1:].strip()
    return 1, text


def _value(text: str, *, unit: Unit | None, measures: str) -> tuple[Fraction | None, bool, str]:
    """Read an unsigned number: value, whether the cell names its own unit, what is wrong."""
    size = unit.size if unit else Fraction(1)
    if PLAIN.fullmatch(text):
        return Fraction(text.replace(",", "")) * size, False, ""
    total, last, at, magnitude = Fraction(0), Fraction(10) ** 20, 0, False
    while at < len(text):
        term = TERM.match(text, at)
        if not term:
            break
        factor = Fraction(MAGNITUDES.get(term[2], 1))
        if factor >= last:
            return None, False, "a number"
        total += Fraction(term[1].replace(",", "")) * factor
        last, at, magnitude = factor, term.end(), magnitude or term[2] is not None
        if term[2] is None:
            break
    if at == 0:
        return None, False, "a number"
    return _with_suffix(total, text[at:].strip(), magnitude=magnitude, unit=unit, measures=measures)


def _with_suffix(
    total: Fraction, suffix: str, *, magnitude: bool, unit: Unit | None, measures: str
) -> tuple[Fraction | None, bool, str]:
    listed = MONEY_WORDS if measures == "money" else "㎡, 평, ha, 명, 개, %"
    if not suffix:
        if unit is None or unit.size == 1 or measures == "money":
            # 3.5억 is won also under a heading of 백만원; 500만 there could be either.
            if measures == "money" and unit is not None and unit.size != 1 and total < 10**8:
                return None, True, f"one unit; the heading has {unit.word}, the cell another"
            return total, magnitude, ""
        return None, True, f"one unit; the heading has {unit.word}, the cell another"
    own = parse_unit(suffix)
    if own is None:
        return None, True, f"a number with a unit that is known, such as {listed}"
    if measures and own.measures != measures:
        return None, True, f"a unit of {measures}, such as {listed}"
    return total * own.size, True, ""
