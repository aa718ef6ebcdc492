"""Values of other formats become the text that a person would have written."""

import datetime as dt

import numpy as np
import pandas as pd
import pytest

from clusterlab.ingest.readers.textual import cell_text, text_column, text_frame


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (float("nan"), ""),
        (pd.NA, ""),
        (pd.NaT, ""),
        (3, "3"),
        (3.0, "3"),
        (0.1, "0.1"),
        (float("inf"), "inf"),
        (1e300, "1e+300"),
        (np.float64(2.5), "2.5"),
        (np.bool_(False), "false"),
        (dt.datetime(2023, 6, 1), "2023-06-01"),  # noqa: DTZ001 - a workbook's dates have no zone
        (dt.datetime(2023, 6, 1, 9, 30), "2023-06-01 09:30:00"),  # noqa: DTZ001 - as above
        (dt.date(2023, 6, 1), "2023-06-01"),
        (" 가 ", " 가 "),
    ],
)
def test_one_value(value: object, text: str) -> None:
    assert cell_text(value) == text


def test_a_table_of_any_types() -> None:
    frame = pd.DataFrame(
        {"a": ["x", None], "b": [1.0, np.nan], "c": [True, False], 4: [1, 2]}, index=[7, 9]
    )
    text = text_frame(frame)
    assert text.to_dict("list") == {
        "a": ["x", ""],
        "b": ["1", ""],
        "c": ["true", "false"],
        "4": ["1", "2"],
    }
    assert text_column(pd.Series(["a", None], dtype="str")).tolist() == ["a", ""]
