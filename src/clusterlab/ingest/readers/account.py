"""The account of a file's rows: each is used, set aside by a rule, or refused for a reason."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from .fault import Fault
from .raw import Raw

DISTANCE = re.compile(r"; it lies [0-9,.]+ km outside")
STATES = ("set aside", "refused", "cell left empty")


@dataclass(slots=True)
class Account:
    """What became of each row; the first reason that was found stands."""

    count: int
    state: np.ndarray = field(init=False)
    reason: dict[int, tuple[str, str, str]] = field(default_factory=dict)
    emptied: list[Fault] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.state = np.zeros(self.count, dtype=np.int8)

    @property
    def live(self) -> np.ndarray:
        """Tell which rows are still used.

        Returns
        -------
        ndarray of bool
            One for each row.
        """
        found: np.ndarray = self.state == 0
        return found

    def set_aside(self, places: Iterable[int], reason: str) -> None:
        """Take rows out by a rule."""
        self._out(places, 1, "", "", reason)

    def refuse(
        self, places: Iterable[int], reason: str, *, column: str = "", value: str = ""
    ) -> None:
        """Take rows out for a fault."""
        self._out(places, 2, column, value, reason)

    def _out(self, places: Iterable[int], state: int, column: str, value: str, reason: str) -> None:
        for place in places:
            if self.state[place] == 0:
                self.state[place] = state
                self.reason[int(place)] = (column, value, reason)

    def add(self, faults: Iterable[Fault], places: np.ndarray) -> None:
        """Enter faults of a part of the rows, whose places in the file are given."""
        for fault in faults:
            at = int(places[fault.at])
            if fault.refuses_row:
                self.refuse(
                    [at], f"expected {fault.expected}", column=fault.column, value=fault.value
                )
            else:
                self.emptied.append(
                    Fault(at, fault.column, fault.value, fault.expected, fault.refuses_row)
                )

    def counts(self) -> dict[str, int]:
        """Count the rows by what became of them.

        Returns
        -------
        dict
            used, set_aside and refused, which add up to all rows.
        """
        return {
            "used": int((self.state == 0).sum()),
            "set_aside": int((self.state == 1).sum()),
            "refused": int((self.state == 2).sum()),
        }

    def reasons(self) -> dict[str, dict[str, int]]:
        """Count the reasons.

        Returns
        -------
        dict
            For each state the number of rows, or cells, by reason.
        """
        listed: dict[str, Counter[str]] = {state: Counter() for state in STATES}
        for place, (column, _, reason) in self.reason.items():
            said = DISTANCE.sub("; outside", f"{column}: {reason}" if column else reason)
            listed[STATES[self.state[place] - 1]][said] += 1
        for fault in self.emptied:
            if self.state[fault.at] == 0:
                listed["cell left empty"][f"{fault.column}: expected {fault.expected}"] += 1
        return {state: dict(found.most_common()) for state, found in listed.items() if found}


def side_table(raw: Raw, account: Account) -> pd.DataFrame:
    """List the rows that were not used, or not wholly, as they stood in the file.

    Parameters
    ----------
    raw : Raw
        The file.
    account : Account
        What became of its rows.

    Returns
    -------
    DataFrame of str
        row, state, column, value and reason, then the row's own cells; personal columns stay
        out.
    """
    entries: list[tuple[int, int, str, str, str, str]] = [
        (int(raw.rows[place]), place, STATES[account.state[place] - 1], column, value, reason)
        for place, (column, value, reason) in account.reason.items()
    ]
    entries += [
        (
            int(raw.rows[fault.at]),
            fault.at,
            STATES[2],
            fault.column,
            fault.value,
            f"expected {fault.expected}",
        )
        for fault in account.emptied
        if account.state[fault.at] == 0
    ]
    entries.sort(key=lambda entry: (entry[0], entry[2], entry[3]))
    names = ["row", "state", "column", "value", "reason"]
    made: dict[str, Any] = {
        name: [str(entry[place]) for entry in entries]
        for name, place in zip(names, (0, 2, 3, 4, 5), strict=True)
    }
    places = [entry[1] for entry in entries]
    personal = raw.personal
    for heading in raw.headings:
        if heading not in personal:
            name = heading if heading not in names else f"{heading} (file)"
            made[name] = raw.cells[heading].iloc[places].to_list()
    table = pd.DataFrame(made, dtype="str")
    if raw.refused:
        broken = pd.DataFrame(
            {
                "row": [str(row.row) for row in raw.refused],
                "state": "refused",
                "reason": [row.reason for row in raw.refused],
                "value": [row.text for row in raw.refused],
            },
            dtype="str",
        )
        table = pd.concat([table, broken], ignore_index=True).fillna("").astype("str")
    return table
