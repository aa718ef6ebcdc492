"""Events and due dates stand where their time is, one row a subject."""

import pandas as pd
import pytest

from clusterlab.draw.figures import timeline

EVENTS = pd.DataFrame(
    {
        "subject": ["a", "b", "a", "elsewhere"],
        "kind": ["done", "due", "announced", "done"],
        "date": pd.to_datetime(["2024-07-02", "2025-12-31", "2023-01-01", "2030-01-01"]),
    }
)
OPTIONS = {
    "labels": {"a": "First", "b": "Second"},
    "names": {"done": "done", "due": "due", "announced": "announced"},
    "start": "2023-06-01",
    "today": "2026-11",
    "starts": "promise",
    "lang": "en",
}


def drawn(events: pd.DataFrame = EVENTS, **changes):
    return timeline(events, **(OPTIONS | changes))


def test_events_stand_at_their_time_in_their_row_and_no_others_are_drawn() -> None:
    axis = drawn().axes[0]
    dots = {(round(float(x), 2), int(y)) for line in axis.lines[:3]
            for x, y in zip(line.get_xdata(), line.get_ydata(), strict=True)}  # fmt: skip
    assert dots == {(2024.5, 1), (2026.0, 0), (2023.0, 1)}
    assert [text.get_text() for text in axis.get_yticklabels()] == ["First", "Second"]


def test_kinds_differ_in_shape_or_filling() -> None:
    lines = drawn().axes[0].lines[:3]
    looks = {(line.get_marker(), line.get_markerfacecolor()) for line in lines}
    assert len(looks) == 3


def test_the_axis_counts_whole_years() -> None:
    figure = drawn()
    figure.canvas.draw()
    years = [text.get_text() for text in figure.axes[0].get_xticklabels()]
    assert {"2023", "2024", "2025", "2026"} <= set(years)


def test_an_unknown_kind_is_refused_and_nothing_is_said() -> None:
    with pytest.raises(ValueError, match="Unknown kind of event 'odd'"):
        drawn(EVENTS.assign(kind="odd"))
    assert drawn(EVENTS.iloc[:0]).axes[0].texts[0].get_text() == "no data"
