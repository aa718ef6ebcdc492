"""What a table knows of itself: meaning and unit of each column, the sources of its rows."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from .columns import MONEY
from .tables import TABLES
from .words import description

ABOUT = "about"
"""Member of a table's ``attrs`` under which it stands."""


class About(dict[str, Any]):
    """Description and unit of each column, and the sources: plain values, so that files keep it.

    It is handed on by copies of the table, and is not copied itself.
    """

    def __deepcopy__(self, memo: Any) -> "About":
        return self


def about(
    name: str, frame: pd.DataFrame, *, sources: pd.DataFrame, money_unit: Mapping[str, str]
) -> About:
    """Describe a loaded table.

    Parameters
    ----------
    name : str
        Its name in the registry.
    frame : DataFrame
        Its rows.
    sources : DataFrame
        Sources of the package: source_id, title, publisher, date, licence.
    money_unit : mapping of str to str
        Unit of each column of money, by ``table.column``.

    Returns
    -------
    About
        ``table``, ``description``; ``columns``: name, description, description_ko, unit of each;
        ``sources``: those that its rows cite.
    """
    record = next(record for record in TABLES if record.name == name)
    units = {column.name: column.unit for column in record.columns}
    rows = []
    for column in map(str, frame.columns):
        unit = units.get(column, "")
        known = column in units or column.startswith("name_")
        rows.append(
            {
                "column": column,
                "description": description(name, column, lang="en") if known else "",
                "description_ko": description(name, column, lang="ko") if known else "",
                "unit": money_unit.get(f"{name}.{column}", "") if unit == MONEY else unit,
            }
        )
    cited = set(frame["source_id"].dropna()) if "source_id" in frame else set()
    own = sources[sources["source_id"].isin(cited)]
    return About(
        table=name,
        description=description(name, lang="en"),
        columns=rows,
        sources=own.astype("object").where(own.notna(), "").to_dict("records"),
    )
