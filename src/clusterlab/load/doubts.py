"""What a folder in order may still have wrong: likely doubles, undated sources, grades of blogs."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd

from ..model.problem import Problem, sort_problems
from .columns import UNDATED
from .descriptor import FILE
from .folder import read_folder
from .near_names import alike, near, plain_name
from .sheet import Sheet
from .succession import TABLES_OF

BLOG = "blog"
"""Kind of a source that anyone may write without an editor: a blog, a wiki, a copy on either."""
LOWEST = "C"
"""The grade of what rests on such a source alone; newspapers may have the one above it."""
NAMED = 10


def doubts(path: str | Path) -> list[Problem]:
    """List what to look at in a folder that breaks no rule; none of it is an error.

    Parameters
    ----------
    path : str or Path
        The folder, or its datapackage.json.

    Returns
    -------
    list of Problem
        Sorted by file and row: rows of firms and institutions that are likely one organisation
        (near names at one place, or one name of which a place is not known); sources without a
        date; sources dated after the package; rows that rest on a blog and are graded above C.
        Empty where the folder cannot be read, as `check` says why.

    Notes
    -----
    Rows with same_as or succeeded_by, or that left, are told already. Two rows are at one place
    if they share a coordinate or an address, or lie no further apart than both may be misplaced.
    """
    folder = Path(path)
    folder = folder.parent if folder.name == FILE else folder
    if not (folder / FILE).is_file():
        return []
    read = read_folder(folder)
    if read.problems:
        return []
    meta = read.descriptor["clusterlab"]
    found = [
        *_doubles(read.sheets),
        *_dates(read.sheets["sources"].frame, str(meta.get("as_of", ""))),
        *_grades(read.sheets),
    ]
    return sort_problems(found)


def _doubles(sheets: dict[str, Sheet]) -> Iterator[Problem]:
    """Compare every two organisations that are still counted."""
    for name, key in TABLES_OF.items():
        sheet = sheets[name]
        rows = _counted(sheet.frame)
        names = [plain_name(str(told)) for told in rows["name_ko"]]
        for one, other in near(rows, names):
            first, second = rows.iloc[one], rows.iloc[other]
            line = sheet.lines[int(rows.index[other])]
            beside = sheet.lines[int(rows.index[one])]
            where = "name and place" if alike(first, second) else "name"
            expected = (
                f"another organisation than {first['name_ko']} ({first[key]}, row {beside}), which "
                f"has nearly the same {where}; if they are one, drop a row or say so (same_as, "
                "succeeded_by)"
            )
            yield Problem(f"{name}.csv", line, "name_ko", second["name_ko"], expected)


def _counted(frame: pd.DataFrame) -> pd.DataFrame:
    """Keep rows that stand for an organisation which is there or to come."""
    rows = pd.DataFrame(frame).reset_index(drop=True)
    kept = (rows["status"] != "left") & rows["succeeded_by"].isna()
    if "same_as" in rows:
        kept &= rows["same_as"].isna()
    return rows[kept]


def _dates(sources: pd.DataFrame, as_of: str) -> Iterator[Problem]:
    """Name sources without a date, and those dated after the package that rests on them."""
    undated = sources.loc[sources["date"] == UNDATED, "source_id"].tolist()
    if undated:
        more = f" and {len(undated) - NAMED} more" if len(undated) > NAMED else ""
        told = f"a date of publication; sources without one: {', '.join(undated[:NAMED])}{more}"
        yield Problem(FILE, 0, "sources.date", UNDATED, told)
    dated = sources[sources["date"] != UNDATED]
    # What the package's makers assume or derive is made after the data it is made from.
    late = dated[(dated["date"] > f"{as_of}-99") & ~dated["kind"].isin(["assumption", "derived"])]
    for row in late.to_dict("records"):
        told = f"the date of publication, not of reading, as the package is of {as_of}"
        yield Problem(FILE, 0, f"sources.date ({row['source_id']})", row["date"], told)


def _grades(sheets: dict[str, Sheet]) -> Iterator[Problem]:
    """Find rows that rest on a blog and are graded like a newspaper or better."""
    sources = sheets["sources"].frame
    blogs = set(sources.loc[sources["kind"] == BLOG, "source_id"])
    for name, sheet in sheets.items():
        frame: Any = sheet.frame
        if name == "sources" or not {"confidence", "source_id"} <= set(frame):
            continue
        high = frame["source_id"].isin(blogs) & frame["confidence"].isin(["A", "B"])
        for row in high.to_numpy().nonzero()[0]:
            told = f"{LOWEST}, as it rests on a {BLOG} alone ({frame['source_id'].iloc[row]})"
            grade = frame["confidence"].iloc[row]
            yield Problem(f"{name}.csv", sheet.lines[row], "confidence", grade, told)
