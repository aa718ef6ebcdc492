"""Gives the blocks of a form of their own (a scorecard, a tally) as tables."""

from collections.abc import Mapping, Sequence
from typing import Any

from ...words.language import Language

Block = Mapping[str, Any]


def tabled(block: Block, language: Language) -> Block:
    """Give a block as a table where it is a board or a tally; any other one stays as it is."""
    if block["kind"] == "tally":
        rows = [
            [row["label"], str(row["count"]), ", ".join(one["name"] for one in row["names"])]
            for row in block["rows"]
        ]
        return _table(block, language, ("state", "count", "names"), rows)
    if block["kind"] == "board":
        rows = [
            [group["label"], row["name"], row["where"], row["number"], row["label"], row["rule"]]
            for group in block["groups"]
            for row in group["rows"]
        ]
        names = ("part", "promise", "where", "number", "state", "rule")
        return _table(block, language, names, rows)
    return block


def _table(
    block: Block, language: Language, names: Sequence[str], rows: Sequence[Sequence[str]]
) -> Block:
    return {
        "kind": "table",
        "caption": language.say(f"exports.{block['kind']}"),
        "columns": [
            {"label": language.say(f"exports.column.{name}"), "number": name == "count"}
            for name in names
        ],
        "rows": [list(row) for row in rows],
        "folded": False,
        "as_of": block["as_of"],
        "sources": block["sources"],
    }
