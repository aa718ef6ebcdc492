"""Judges a promise by fixed rules: from its number, its date, the figures and what has happened."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

STATUSES = ("met", "on_track", "begun", "behind", "reversed", "stopped", "nothing_found")
# Where several series or places differ, the first of these that occurs is the verdict.
GRAVEST = ("reversed", "behind", "stopped", "nothing_found", "begun", "on_track", "met")
COUNTED = {"amount", "limit"}
MOVING = {"rise": 1, "fall": -1}
DEEDS = ("part", "done")


@dataclass(frozen=True)
class Verdict:
    """A status, the code of the rule that gave it (``rule.<code>`` in the words), its numbers."""

    status: str
    rule: str
    numbers: dict[str, Any] = field(default_factory=dict)


def period_end(date: str) -> pd.Timestamp:
    """Give the last day of a date that may be a year or a month.

    >>> period_end("2024-06"), period_end("2025"), period_end("2024-01-16")
    (Timestamp('2024-06-30 00:00:00'), Timestamp('2025-12-31 00:00:00'), \
Timestamp('2024-01-16 00:00:00'))
    """
    return pd.Period(date).end_time.normalize()


def judge(
    promise: Mapping[str, Any],
    *,
    figures: pd.DataFrame,
    events: pd.DataFrame,
    places: Sequence[str],
    on: str,
) -> Verdict:
    """Judge one promise.

    Parameters
    ----------
    promise : mapping
        promise_kind, scope, promise_value, promised, due, due_late; as in the table instruments.
    figures : DataFrame
        series, value, date; only those that measure the promise.
    events : DataFrame
        date, kind, place ("" for the whole country); as in the table milestones.
    places : sequence of str
        The clusters, for a promise that is to be kept in each.
    on : str
        The day on which it is judged; what came later is not looked at.

    Returns
    -------
    Verdict

    Notes
    -----
    Only what happened after the promise counts; an earlier figure is a starting point.

    - ``amount``: met where a figure reaches it; behind where the last due date is past, or where
      the figure lies below a straight line from nothing on the day of the promise to the whole on
      the last due date; else on track. Without a due date it is begun.
    - ``limit``: met where the latest figure is no larger, else behind.
    - ``rise``, ``fall``: on track where the latest figure has moved that way since the last one
      whose time had begun when the promise was made (or the first one after it), reversed where it
      moved the other way, behind where it stands still. Of several series the gravest counts.
    - ``act``: met where it is done; stopped where the last event is a stop; begun where a part is
      done, behind where a part is done and the due date is past. A promise to be kept in each
      cluster is met where it is met in all, begun where something was done in any of them.
    - Where nothing of the kind was found, that is the verdict.
    """
    end = period_end(on)
    start = period_end(str(promise["promised"]))
    known = figures.assign(end=_ends(figures["date"]))
    known = known[known["end"] <= end].sort_values("end", kind="stable")
    happened = events.assign(end=_ends(events["date"]))
    happened = happened[(happened["end"] > start) & (happened["end"] <= end)]
    happened = happened.sort_values("end", kind="stable")
    kind = str(promise["promise_kind"])
    if kind in COUNTED and (known["end"] > start).any():
        return _counted(promise, known[known["end"] > start], start=start, on=end)
    if kind in MOVING:
        return _moved(known, start=start, way=MOVING[kind])
    due = _last_due(promise)
    late = due is not None and end > due
    if kind == "act" and promise["scope"] == "clusters":
        return _in_each(happened, places=places, late=late)
    own = happened[happened["place"] == ""] if promise["scope"] == "nation" else happened
    return _deed(own, late=late, may_be_met=kind == "act")


def _counted(
    promise: Mapping[str, Any], figures: pd.DataFrame, *, start: pd.Timestamp, on: pd.Timestamp
) -> Verdict:
    wanted = float(promise["promise_value"])
    latest = figures.iloc[-1]
    value = float(latest["value"])
    numbers: dict[str, Any] = {
        "value": value,
        "wanted": wanted,
        "date": str(latest["date"]),
        "share": value / wanted if wanted else None,
        "gap": wanted - value,
    }
    if promise["promise_kind"] == "limit":
        kept = value <= wanted
        return Verdict("met" if kept else "behind", "kept" if kept else "exceeded", numbers)
    if figures["value"].max() >= wanted:
        return Verdict("met", "reached", numbers)
    due = _last_due(promise)
    if due is None:
        return Verdict("begun", "short_undated", numbers)
    numbers["due"] = str(promise["due_late"] if _given(promise, "due_late") else promise["due"])
    if on > due:
        return Verdict("behind", "past_due", numbers)
    expected = min(1.0, (latest["end"] - start) / (due - start))
    numbers |= {"expected": expected, "expected_value": expected * wanted}
    first = period_end(str(promise["due"]))
    numbers["first_due"] = str(promise["due"])
    ahead = value >= numbers["expected_value"]
    if ahead:
        return Verdict("on_track", "above_line", numbers)
    return Verdict("behind", "below_both" if first < on else "below_line", numbers)


def _moved(figures: pd.DataFrame, *, start: pd.Timestamp, way: int) -> Verdict:
    found = []
    for _, series in figures.groupby("series", sort=False):
        after = series[series["end"] > start]
        if after.empty:
            continue
        before = series[_starts(series["date"]) <= start]
        base = before.iloc[-1] if len(before) else after.iloc[0]
        latest = after.iloc[-1]
        if latest["end"] == base["end"]:
            continue
        change = float(latest["value"]) - float(base["value"])
        numbers = {
            "value": float(latest["value"]),
            "date": str(latest["date"]),
            "before": float(base["value"]),
            "before_date": str(base["date"]),
            "change": change,
            "size": abs(change),
        }
        if change == 0:
            found.append(Verdict("behind", "stood_still", numbers))
        elif change * way > 0:
            found.append(Verdict("on_track", "rose" if change > 0 else "fell", numbers))
        else:
            rule = "rose_instead" if change > 0 else "fell_instead"
            found.append(Verdict("reversed", rule, numbers))
    if not found:
        return Verdict("nothing_found", "no_trend")
    return min(found, key=lambda verdict: GRAVEST.index(verdict.status))


def _deed(events: pd.DataFrame, *, late: bool, may_be_met: bool) -> Verdict:
    deeds = events[events["kind"].isin(DEEDS)]
    if len(events) and events["kind"].iloc[-1] == "stopped":
        return Verdict("stopped", "stopped", {"date": str(events["date"].iloc[-1])})
    done = deeds[deeds["kind"] == "done"]
    if may_be_met and len(done):
        return Verdict("met", "done", {"date": str(done["date"].iloc[-1])})
    if len(deeds):
        numbers = {"date": str(deeds["date"].iloc[-1]), "count": len(deeds)}
        return (
            Verdict("behind", "part_past_due", numbers)
            if late
            else Verdict("begun", "part", numbers)
        )
    if (events["kind"] == "announced").any():
        return Verdict("nothing_found", "only_announced", {"date": str(events["date"].iloc[-1])})
    return Verdict("nothing_found", "nothing")


def _in_each(events: pd.DataFrame, *, places: Sequence[str], late: bool) -> Verdict:
    nation = _deed(events[events["place"] == ""], late=late, may_be_met=True)
    if nation.status == "met":
        return nation
    each = {p: _deed(events[events["place"] == p], late=late, may_be_met=True) for p in places}
    done = sum(verdict.status == "met" for verdict in each.values())
    begun = [v for v in (nation, *each.values()) if v.status in {"begun", "behind", "met"}]
    numbers = {"done": done, "of": len(places), "begun": len(begun) - done}
    if places and done == len(places):
        return Verdict("met", "done_in_each", numbers)
    if begun:
        rule = "done_in_some" if done else "begun_in_some"
        numbers["begun"] = sum(v.status in {"begun", "behind", "met"} for v in each.values())
        return Verdict("behind" if late else "begun", rule, numbers)
    if any(verdict.status == "stopped" for verdict in each.values()):
        return Verdict("stopped", "stopped", {"date": str(events["date"].iloc[-1])})
    return Verdict("nothing_found", nation.rule, nation.numbers)


def _ends(dates: "pd.Series[Any]") -> pd.DatetimeIndex:
    return pd.DatetimeIndex([period_end(str(date)) for date in dates])


def _starts(dates: "pd.Series[Any]") -> pd.DatetimeIndex:
    return pd.DatetimeIndex([pd.Period(str(date)).start_time for date in dates])


def _last_due(promise: Mapping[str, Any]) -> pd.Timestamp | None:
    for name in ("due_late", "due"):
        if _given(promise, name):
            return period_end(str(promise[name]))
    return None


def _given(promise: Mapping[str, Any], name: str) -> bool:
    value = promise.get(name)
    return value is not None and bool(pd.notna(value)) and str(value) != ""
