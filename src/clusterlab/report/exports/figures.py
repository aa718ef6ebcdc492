"""The figures of a report as rows for readers: named, dated, and with the value as it is kept."""

from collections.abc import Mapping

from ...words import wording
from .content import Content

HEADS = ("measure", "scope", "value", "unit", "n", "as_of", "status", "reason", "sources")


def heads(content: Content) -> list[str]:
    """Name the columns of `named`."""
    return [content.say(f"exports.column.{name}") for name in HEADS]


def named(content: Content, row: Mapping[str, str]) -> list[str]:
    """Name one row of metrics.csv in the report's language; the value stays as it is kept.

    Returns
    -------
    list of str
        In the order of `HEADS`.
    """
    language = content.language
    return [
        language.name("measure", row["measure"]),
        content.scope(row["scope"]),
        row["value"],
        "" if row["unit"] == "1" else language.name("unit", row["unit"]),
        row["n"],
        row["as_of"],
        content.say(f"exports.status.{row['status']}"),
        _reason(content, row["reason"]),
        row["sources"],
    ]


def _reason(content: Content, code: str) -> str:
    """Word why there is no value; its numbers are not kept, so that their places stay unsaid."""
    if not code:
        return ""
    try:
        return content.language.reason({"code": code})
    except ValueError:
        return wording.say("reason.unworded", content.lang, code=code.replace("_", " "))
