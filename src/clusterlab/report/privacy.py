"""Refuses a page that carries what looks like personal data."""

import re

PATTERNS = {
    "a resident registration number": re.compile(r"(?<!\d)\d{6}-[1-8]\d{6}(?!\d)"),
    "a mobile phone number": re.compile(r"(?<![\d.])01[016789][- ]\d{3,4}[- ]\d{4}(?!\d)"),
    "an e-mail address": re.compile(r"(?<![\w.])[\w.+-]+@[\w-]+\.(?:[\w-]+\.)*[a-zA-Z]{2,}"),
}


def check_text(text: str) -> None:
    """Raise if a text holds a resident number, a mobile number or an e-mail address.

    Raises
    ------
    ValueError
        Names what was found, masked.

    Examples
    --------
    >>> check_text("02-123-4567")
    >>> check_text("kim@example.org")
    Traceback (most recent call last):
    ValueError: the page would show an e-mail address (ki…): leave it out of the data
    """
    for what, pattern in PATTERNS.items():
        found = pattern.search(text)
        if found:
            raise ValueError(
                f"the page would show {what} ({found.group()[:2]}…): leave it out of the data"
            )
