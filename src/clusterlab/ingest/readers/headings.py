"""The dictionary of headings: how Korean public-data files call what a cluster's tables hold."""

import csv
import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib import resources

BRACKETED = re.compile(r"[(\[][^()\[\]]*[)\]]")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a known file: the table and column that it fills."""

    table: str
    column: str
    heading: str
    layout: str


@cache
def headings() -> tuple[Heading, ...]:
    """Read the dictionary beside this file.

    Returns
    -------
    tuple of Heading
        For each column the better headings stand first.
    """
    text = resources.files(__package__).joinpath("headings.csv").read_text(encoding="utf-8")
    return tuple(
        Heading(row["table"], row["column"], row["heading"], row["layout"])
        for row in csv.DictReader(text.splitlines())
    )


@cache
def known_headings() -> frozenset[str]:
    """List the headings of all layouts.

    Returns
    -------
    frozenset of str
        In their plain form.
    """
    return frozenset(plain_heading(entry.heading) for entry in headings())


def plain_heading(text: str) -> str:
    """Strip a heading of what differs between two exports of one file.

    Parameters
    ----------
    text : str
        As written.

    Returns
    -------
    str
        Without case, blanks, underscores, and units in brackets.

    Examples
    --------
    >>> plain_heading("대지면적 (㎡)"), plain_heading("학교 영문명")
    ('대지면적', '학교영문명')
    """
    folded = unicodedata.normalize("NFKC", text).casefold()
    bare = re.sub(r"[\s_·:]", "", BRACKETED.sub("", folded))
    return bare or re.sub(r"[\s_·:]", "", folded)
