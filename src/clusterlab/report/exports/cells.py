"""Turns what a page writes back into numbers, and finds the full value behind a rounded cell."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ...model.numbers import MISSING

Block = Mapping[str, Any]
_NUMBER = re.compile(r"[−-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?:[eE][+-]?\d+)?%?")


@dataclass(frozen=True)
class Cell:
    """A number with the format that a spreadsheet shows it in, and half its last digit."""

    value: float
    format: str
    half: float


def read(text: str) -> Cell | None:
    """Read a number as a page writes it; None where the text is none.

    Examples
    --------
    >>> read("−1,234.5").value, read("12.5%").value, read("12.5%").format
    (-1234.5, 0.125, '0.0%')
    >>> read("771-4"), read("2026-06"), read("<0.0001")
    (None, None, None)
    """
    if not _NUMBER.fullmatch(text):
        return None
    plain = text.rstrip("%").replace(",", "").replace("−", "-")
    mantissa, _, power = plain.lower().partition("e")
    decimals = len(mantissa.partition(".")[2])
    shape = "#,##0" if "," in text else "0"
    shape += "." + "0" * decimals if decimals else ""
    half = 0.5 * 10.0 ** (int(power or 0) - decimals)
    if text.endswith("%"):
        return Cell(float(f"{float(plain) / 100:.12g}"), f"{shape}%", half / 100)
    return Cell(float(plain), "0.00E+00" if power else shape, half)


def numeric(block: Block) -> list[bool]:
    """Tell which columns of a table hold numbers.

    A column that the page takes for text counts as well if each of its cells is a number and one
    of them is written as no id is: with a point, a percent sign or grouped.
    """
    found = []
    for place, head in enumerate(block["columns"]):
        texts = [row[place] for row in block["rows"] if row[place] not in {"", MISSING}]
        read_all = bool(texts) and all(read(text) for text in texts)
        coded = any(re.match(r"0\d", text) for text in texts)
        written = any(mark in text for text in texts for mark in ".,%")
        found.append(head["number"] or (read_all and written and not coded))
    return found


def full_values(block: Block, beside: Sequence[Block]) -> dict[int, list[float]]:
    """Find the values in metrics.csv that columns of a table were rounded from.

    Parameters
    ----------
    block : mapping
        A table.
    beside : sequence of mapping
        The blocks of rows of metrics.csv that were shown in the same question.

    Returns
    -------
    dict of int to list of float
        By column: a measure with a row for each row of the table, in the same order, each of
        which rounds to the cell. A column that two different measures fit has none.
    """
    columns: dict[int, list[list[float]]] = {}
    for metrics in beside:
        values = [row["value"] for row in metrics["rows"]]
        same = len({row["measure"] for row in metrics["rows"]}) == 1
        if not same or len(values) != len(block["rows"]) or any(v is None for v in values):
            continue
        for place, is_number in enumerate(numeric(block)):
            cells = [read(row[place]) for row in block["rows"]] if is_number else []
            # One or two whole numbers may be met by chance: "1" is no proof of a share of 0.87.
            proof = len(cells) > 2 or any(c is not None and c.half < 0.5 for c in cells)
            if (
                cells
                and proof
                and all(
                    cell is not None and abs(cell.value - value) <= cell.half * (1 + 1e-9)
                    for cell, value in zip(cells, values, strict=True)
                )
            ):
                columns.setdefault(place, []).append(values)
    return {
        place: fits[0] for place, fits in columns.items() if all(fit == fits[0] for fit in fits)
    }
