"""Findings are named and written on a page, cell by cell where a column holds several units."""

from contextlib import nullcontext

import numpy as np
import pandas as pd

from clusterlab.model.finding import Finding, Table
from clusterlab.model.said import Named, Word
from clusterlab.report.shown import show


class Sheet:
    """Takes what a page would show."""

    def __init__(self) -> None:
        self.shown: list[pd.DataFrame] = []

    def within(self, finding, **_):
        return nullcontext()

    def table(self, data, caption, **_):
        self.shown.append(data)

    def word(self, key, **values):
        return f"{key}{values}"

    def in_language(self, names):
        return names["en"]


def test_each_number_of_a_mixed_column_is_written_for_itself():
    table = pd.DataFrame(
        {
            "low": np.array([30.0, 0.25, np.nan], dtype=object),
            "limit": [(200.0, 300.0), (150.0, 150.0), None],
            "share": [0.1, 0.2, 0.3],
        },
        index=pd.Index([Named({"en": "A"}), Word("b", {"n": 1}), "C"], name="name"),
    )
    sheet = Sheet()
    show(sheet, Finding(id="toys", data=table, tables=[Table(caption="toys")]))
    (found,) = sheet.shown
    assert found.index.tolist() == ["A", "b{'n': 1}", "C"]
    assert found["low"].tolist()[:2] == ["30", "0.250"]
    assert found["limit"].tolist()[:2] == ["200–300", "150"]
    assert found["limit"].isna().iloc[2]
    assert found["share"].tolist() == [0.1, 0.2, 0.3]
    assert table["low"].iloc[0] == 30.0


def test_notes_that_are_all_in_another_language_are_left_out():
    table = pd.DataFrame(
        {"low": [1, 2], "note": [Named({"en": "–", "ko": "계획대로"}), None]}, index=["a", "b"]
    )
    sheet = Sheet()
    show(sheet, Finding(id="toys", data=table, tables=[Table(caption="toys")]))
    (found,) = sheet.shown
    assert list(found.columns) == ["low"]
