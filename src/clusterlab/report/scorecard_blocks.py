"""Lays out a scorecard: the tally at the top, and a row for each instrument."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import pandas as pd

from ..draw.marks import status_mark
from ..draw.sparkline import sparkline
from ..model.numbers import is_missing, written
from ..model.units import money
from ..study.names import called
from ..study.policy.judged import when
from ..study.policy.verdicts import STATUSES, period_end
from . import addresses, notebook
from .blocks import Block
from .shown import named

if TYPE_CHECKING:
    from .page import Page

# Numbers of a verdict that are in the unit of the figure.
AMOUNTS = {"value", "wanted", "gap", "before", "expected_value"}
DATES = {"due", "first_due"}


def tally(judged: pd.DataFrame, *, page: "Page", promises: pd.DataFrame) -> Block:
    """Show how many instruments have which status, and which they are.

    Parameters
    ----------
    judged, promises : DataFrame
        As made by `scorecard.verdicts` and `scorecard.instruments`.
    page : Page
        Whose language is spoken.
    """
    rows = []
    for status in STATUSES:
        own = judged.index[judged["status"] == status]
        rows.append(
            {
                "mark": status_mark(status, size_px=26),
                "label": page.label("verdict", status),
                "meaning": page.word(f"verdict_means.{status}"),
                "count": len(own),
                "names": [
                    {"id": identity, "name": _text(page, promises.loc[identity], "short")}
                    for identity in own
                ],
            }
        )
    return {"kind": "tally", "rows": rows}


def board(
    judged: pd.DataFrame,
    *,
    page: "Page",
    promises: pd.DataFrame,
    figures: pd.DataFrame,
    events: pd.DataFrame,
    places: Sequence[str],
) -> Block:
    """Show every instrument: promise, figures, verdict, what happened, and where to read on.

    Parameters
    ----------
    judged, promises, figures, events : DataFrame
        As made by `scorecard.verdicts`, `instruments`, `readings` and `milestones`.
    page : Page
        Whose language is spoken, and whose names the clusters bear.
    places : sequence of str
        Ids of the clusters, in order.
    """
    groups = []
    for level in dict.fromkeys(promises["level"]):
        own = promises[promises["level"] == level]
        groups.append(
            {
                "label": page.label("policy_level", level),
                "rows": [
                    _row(
                        page,
                        promise,
                        judged.loc[identity],
                        figures[figures["instrument_id"] == identity],
                        events[events["instrument_id"] == identity],
                        places=places,
                    )
                    for identity, promise in own.iterrows()
                ],
            }
        )
    heads = [page.word(f"board.{name}") for name in ("status", "promise", "figure", "deeper")]
    return {"kind": "board", "heads": heads, "groups": groups}


def rule_sentence(page: "Page", verdict: "pd.Series[Any]", *, unit: str) -> str:
    """Say by which rule a verdict was reached, and with which numbers."""
    values = {
        name: amount(page, value, unit)
        if name in AMOUNTS
        else _when(page, value)
        if name in DATES
        else value
        for name, value in verdict["numbers"].items()
    }
    return page.word(f"rule.{verdict['rule']}", **values)


def promise_number(page: "Page", promise: "pd.Series[Any]") -> str:
    """Write the number and the date of a promise, or that it has none."""
    parts = []
    if not is_missing(promise["promise_value"]):
        unit = str(promise["promise_unit"])
        parts.append(amount(page, float(promise["promise_value"]), unit))
    if not is_missing(promise["due"]):
        late = promise["due_late"]
        key = "board.due" if is_missing(late) else "board.due_range"
        parts.append(
            page.word(
                key,
                due=_when(page, promise["due"]),
                late="" if is_missing(late) else _when(page, late),
            )
        )
    return " · ".join(parts) if parts else page.word("board.no_number")


def amount(page: "Page", value: float, unit: str) -> str:
    """Write a number with its unit, money as the language writes it, a year as a date."""
    if unit == "year":
        return _when(page, f"{value:.0f}")
    if money(unit):
        return page.amount(value, unit)
    label = page.label("unit", unit)
    key = "board.percent" if label.startswith("%") else "board.amount"
    return page.word(key, value=written(float(value)), unit=label)


def _when(page: "Page", date: Any) -> str:
    return str(named(page, when(date)))


def _place(page: "Page", slug: str) -> str:
    """Name a cluster in full; nothing for the whole country."""
    return page.names.get(slug, slug)


def _text(page: "Page", row: Any, what: str) -> str:
    return page.in_language(called(row, what).names)


def _row(
    page: "Page",
    promise: "pd.Series[Any]",
    verdict: "pd.Series[Any]",
    figures: pd.DataFrame,
    events: pd.DataFrame,
    *,
    places: Sequence[str],
) -> dict[str, Any]:
    measuring = figures[figures["role"] == "figure"]
    unit = str(measuring["unit"].iloc[0]) if len(measuring) else str(promise["promise_unit"])
    start = period_end(str(promise["promised"]))
    series = [_series(page, own, start=start) for own in _grouped(figures)]
    late = promise["due_late_source_id"]
    where = [_place(page, slug) for slug in verdict["places"]]
    return {
        "id": str(promise["instrument_id"]),
        "name": _text(page, promise, "name"),
        "question": _text(page, promise, "question"),
        "promise": _text(page, promise, "promise"),
        "number": promise_number(page, promise),
        "bare": is_missing(promise["promise_value"]) and is_missing(promise["due"]),
        "sources": [str(promise["source_id"]), *([] if is_missing(late) else [str(late)])],
        "status": verdict["status"],
        "mark": status_mark(verdict["status"], size_px=24),
        "label": page.label("verdict", verdict["status"]),
        "rule": rule_sentence(page, verdict, unit=unit),
        "indicator": _text(page, promise, "indicator"),
        "series": series,
        "events": [
            {
                "date": row["date"],
                "text": _text(page, row, "text"),
                "kind": page.label("milestone", row["kind"]),
                "place": _place(page, row["place"]),
                "confidence": row["confidence"],
                "sources": [str(row["source_id"])],
            }
            for row in events.to_dict(orient="records")
        ],
        "remark": _text(page, promise, "remark"),
        "where": " · ".join(where) if where else page.word("board.nationwide"),
        "deeper": _deeper(page, promise, places=places),
    }


def _grouped(figures: pd.DataFrame) -> list[pd.DataFrame]:
    """Part the figures by series and place: those that measure the promise come first."""
    parts = [own for _, own in figures.groupby(["place", "series"], sort=False)]
    return sorted(parts, key=lambda own: own["role"].iloc[0] != "figure")


def _series(page: "Page", figures: pd.DataFrame, *, start: pd.Timestamp) -> dict[str, Any]:
    dated = figures.assign(end=[period_end(str(date)) for date in figures["date"]])
    dated = dated.sort_values("end", kind="stable")
    last = dated.iloc[-1]
    unit = str(last["unit"])
    label = _text(page, last, "label")
    spark, ends = "", ""
    if len(dated) > 1:
        low = dated.iloc[int(dated["value"].argmin())]
        high = dated.iloc[int(dated["value"].argmax())]
        ends = page.word(
            "board.ends",
            low=amount(page, low["value"], unit),
            low_date=low["date"],
            high=amount(page, high["value"], unit),
            high_date=high["date"],
        )
        days = [float(end.toordinal()) for end in dated["end"]]
        told = page.word("board.spark", label=label, count=len(dated), ends=ends)
        spark = sparkline(days, [float(value) for value in dated["value"]], label=told)
    early = last["as_of"] != last["date"]
    return {
        "label": label,
        "measuring": last["role"] == "figure",
        "place": _place(page, last["place"]),
        "value": amount(page, last["value"], unit),
        "as_of": page.word("board.said", date=last["date"], year=last["as_of"])
        if early
        else last["date"],
        "confidence": last["confidence"],
        "before": last["end"] <= start,
        "spark": spark,
        "ends": ends,
        "sources": list(dict.fromkeys(map(str, dated["source_id"]))),
    }


def _deeper(
    page: "Page", promise: "pd.Series[Any]", *, places: Sequence[str]
) -> list[dict[str, Any]]:
    """Name the reports that go deeper, where the library has such a notebook.

    A link leads to the report's card in the index, which is there whether or not the report was
    made; the command that makes it stands beside it.
    """
    listed = "" if is_missing(promise["notebooks"]) else str(promise["notebooks"])
    known = {one.name: one for one in notebook.library()}
    found = []
    for name in [part for part in listed.split(";") if part in known]:
        shelf = known[name].shelf
        homes = {shelf: ""} if shelf else {slug: _place(page, slug) for slug in places}
        found.append(
            {
                "label": page.in_language(known[name].title),
                "links": [
                    {
                        "label": label,
                        "href": addresses.in_index(home, name, lang=page.lang),
                    }
                    for home, label in homes.items()
                ],
                "command": f"clusterlab report {' '.join(places)} --notebook {name}",
            }
        )
    return found
