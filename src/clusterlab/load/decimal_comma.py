"""Commas in numbers of a table whose fields a comma does not part: decimals or thousands."""

import csv
import io
import re

import pandas as pd

from ..model.problem import DataError, Problem

ONE_COMMA = r"[+-]?[0-9]{1,3},[0-9]{3}"
"""Could be either: 1,250 may be a thousand and more, or one and a quarter."""
DECIMAL = r"[+-]?(?:[0-9]+|[0-9]{1,3}(?:\.[0-9]{3})+),[0-9]+"
THOUSANDS = r"[+-]?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?"
POINT = r"[+-]?[0-9]+\.[0-9]+"
DEGREES = frozenset({"lon", "lng", "longitude", "lat", "latitude"})
"""A thousand degrees there are none: a comma in these is a decimal comma."""
DECIMALS = (",", ".")


def settle_commas(
    cells: pd.DataFrame, file: str, *, separator: str, decimal: str | None = None
) -> pd.DataFrame:
    """Write decimal commas as points, where the file has them.

    A column is settled by a cell of its own that can be read in one way only (``3,5``;
    ``1,234,567``), else by the other columns: a decimal comma anywhere, or a decimal point.
    Where a semicolon parts the fields and nothing settles it, the file is refused.

    Parameters
    ----------
    cells : DataFrame of str
        As written.
    file : str
        Name in messages.
    separator : str
        What parts the fields; under a comma nothing is done, unless `decimal` is one.
    decimal : {",", "."}, optional
        As declared, which settles every column.

    Returns
    -------
    DataFrame
        Same shape.

    Raises
    ------
    DataError
        Where a column can be read both ways; the line names the option.

    Examples
    --------
    >>> table = pd.DataFrame({"rent": ["1,250", "2,000"], "share": ["0,5", "0,7"]})
    >>> settle_commas(table, "f.csv", separator=";").to_dict("list")
    {'rent': ['1.250', '2.000'], 'share': ['0.5', '0.7']}
    """
    if decimal is not None and decimal not in DECIMALS:
        raise ValueError(f"decimal must be ',' or '.', not {decimal!r}.")
    if decimal == "." or (decimal is None and separator == ","):
        return cells
    either, decimals, pointed = [], [], False
    commas = False
    for name in cells.columns:
        column = cells[name].dropna().astype("str").str.strip()
        column = column[column != ""]
        if not column.str.contains(",", regex=False).any():
            pointed |= bool(len(column)) and bool(column.str.fullmatch(POINT).all())
            continue
        held = column[column.str.contains(",", regex=False)]
        one, fits = held.str.fullmatch(ONE_COMMA), held.str.fullmatch(DECIMAL)
        if not (fits | held.str.fullmatch(THOUSANDS)).all():
            continue  # A text, not a column of numbers.
        alone = (fits & (~one | held.str.match(r"[+-]?0"))).any()
        if decimal == "," or alone or str(name).strip().lower() in DEGREES:
            decimals.append(name)
        elif one.all() and not column.str.fullmatch(POINT).any():
            either.append(name)
        else:
            commas = True
    if either and decimals and not commas:
        decimals += either
    elif either and separator == ";" and not (commas or pointed):
        written = cells[either[0]].dropna().astype("str").str.strip()
        value = str(written[written.str.contains(",", regex=False)].iloc[0])
        expected = (
            "a number that can be read in one way; say whether its comma is a decimal one: "
            'decimal="," or decimal="."'
        )
        raise DataError([Problem(file, 0, str(either[0]), value, expected)])
    if not decimals:
        return cells
    made = cells.copy()
    for name in decimals:
        given = made[name]
        fits = given.str.strip().str.fullmatch(DECIMAL).fillna(False).astype(bool)
        turned = given.str.replace(".", "", regex=False).str.replace(",", ".", regex=False)
        made[name] = given.where(~fits, turned)
    return made


def with_commas(data: bytes, file: str, *, decimal: str | None = None) -> bytes:
    r"""Part the fields of a reader's own CSV by commas, if semicolons or tabs part them.

    Parameters
    ----------
    data : bytes
        The whole file; what is not UTF-8, or has commas in its headings, is given back as it is.
    file : str
        Name in messages.
    decimal : {",", "."}, optional
        As in `settle_commas`.

    Returns
    -------
    bytes
        CSV in UTF-8, its decimal commas written as points.

    Raises
    ------
    DataError
        As in `settle_commas`.

    Examples
    --------
    >>> with_commas(b"id;x\na;1,5\n", "f.csv")
    b'id,x\na,1.5\n'
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data
    heading = re.sub(r'"[^"]*"', "", text.split("\n", 1)[0])
    sign = next((one for one in ";\t" if one in heading and "," not in heading), None)
    if sign is None:
        return data
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=sign))
    except csv.Error:
        return data
    names, body = rows[0], rows[1:]
    if any(len(row) not in (0, len(names)) for row in body):
        return data
    filled = [row for row in body if row]
    table = pd.DataFrame(filled, columns=range(len(names)), dtype="str")
    table.columns = pd.Index(names)
    settled = table
    if table.columns.is_unique:
        settled = settle_commas(table, file, separator=sign, decimal=decimal)
    lines = iter(settled.to_numpy().tolist())
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(names)
    for row in body:
        writer.writerow(next(lines) if row else [])
    return out.getvalue().encode()
