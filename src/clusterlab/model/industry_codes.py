"""Industry codes: whether a list of permitted industries admits a firm's code."""

import re

# Divisions of each section, Korean Standard Industrial Classification 10 (as ISIC 4 with few
# differences: 34 belongs to C, 76 to N, and there is no 77).
SECTIONS: dict[str, tuple[int, int]] = {
    "A": (1, 3), "B": (5, 8), "C": (10, 34), "D": (35, 35), "E": (36, 39), "F": (41, 42),
    "G": (45, 47), "H": (49, 52), "I": (55, 56), "J": (58, 63), "K": (64, 66), "L": (68, 68),
    "M": (70, 73), "N": (74, 76), "O": (84, 84), "P": (85, 85), "Q": (86, 87), "R": (90, 91),
    "S": (94, 96), "T": (97, 98), "U": (99, 99),
}  # fmt: skip
_CODE = re.compile(r"([A-Z]?)(\d{0,5})")


def admits(allowed: str, industry: str) -> bool:
    """Tell whether a list of permitted industries admits an industry.

    Parameters
    ----------
    allowed : str
        Codes apart by semicolon, comma or blank, each with or without its section letter, such as
        "C21; M70"; what follows a point is a name and is not read ("C21.의약품"). A code admits
        itself and all below it. "*" admits every industry.
    industry : str
        Code of a firm, such as "2110" or "C2110".

    Returns
    -------
    bool
        False also where the firm's code is less fine than the permitted one: "C" is not admitted
        by "C21".

    Raises
    ------
    ValueError
        Text that is no code.

    Notes
    -----
    Section letters follow the Korean classification, revision 10.

    Examples
    --------
    >>> admits("C21.의약품; M", "2110"), admits("C21; M", "7011"), admits("C21", "C27")
    (True, True, False)
    """
    section, digits = split_code(industry)
    for text in listed_codes(allowed):
        if text == "*":
            return True
        its_section, its_digits = split_code(text)
        if its_digits:
            if digits.startswith(its_digits):
                return True
        elif its_section == section:
            return True
    return False


def listed_codes(allowed: str) -> list[str]:
    """Split a list of permitted industries into codes, without the names that follow a point."""
    parts = re.split(r"[;,|/\s]+", allowed.strip())
    codes = [part.split(".")[0] for part in parts if part]
    return [code for code in codes if code == "*" or is_code(code)]


def is_code(text: str) -> bool:
    """Tell whether a text is a code: a section letter, digits whose division exists, or both."""
    match = _CODE.fullmatch(text)
    if match is None or not text:
        return False
    section, digits = match.groups()
    if len(digits) == 1 or (section and section not in SECTIONS):
        return False
    return not digits or _section_of(digits) == (section or _section_of(digits)) != ""


def split_code(code: str) -> tuple[str, str]:
    """Return section letter and digits of a code; the letter follows from the digits."""
    text = str(code).strip()
    if not is_code(text):
        raise ValueError(
            f"An industry code is a section letter, two to five digits, or both. It is {code!r}."
        )
    section, digits = _CODE.fullmatch(text).groups()  # type: ignore[union-attr]  # is_code matched
    return section or _section_of(digits), digits


def _section_of(digits: str) -> str:
    division = int(digits[:2])
    return next((s for s, (low, high) in SECTIONS.items() if low <= division <= high), "")
