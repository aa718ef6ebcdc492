"""Judges a promise by fixed rules: from its number, its date, the figures and what has happened."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

STATUSES = (
    "met",
    "cut_back",
    "on_track",
    "begun",
    "behind",
    "overdue_announced",
    "unclear",
    "reversed",
    "stopped",
    "nothing_found",
)
# Where several series or places differ, the first of these that occurs is the verdict.
GRAVEST = (
    "reversed",
    "overdue_announced",
    "behind",
    "stopped",
    "cut_back",
    "nothing_found",
    "unclear",
    "begun",
    "on_track",
    "met",
)
COUNTED = {"amount", "limit"}
MOVING = {"rise": 1, "fall": -1}
DEEDS = ("part", "done")
# What takes back or ends what was done; the status, and the end of the rule's code.
UNDONE = {"cut": "cut_back", "stopped": "stopped"}
# A figure of this grade was derived: it is shown, and reverses nothing by itself.
DERIVED = "C"


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
        promise_kind, scope, promise_value, promised, due, due_late and, where it is given,
        least_change (in the unit of the figures); as in the table instruments.
    figures : DataFrame
        series, value, date and, where it is known, confidence; only those that measure the
        promise.
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

    - ``amount``: met where the latest figure reaches it, cut back where an earlier one did and the
      latest does not; behind where the last due date is past, or where the figure lies below a
      straight line from nothing on the day of the promise to the whole on the last due date; else
      on track. Without a due date it is begun.
    - ``limit``: met where the latest figure is no larger, else behind.
    - ``rise``, ``fall``: the latest figure is held against the last one whose time had begun when
      the promise was made (or the first one after it). On track where it has moved that way, behind
      where it stands still. Unclear where the change is smaller than ``least_change``. Reversed
      where it moved the other way and that is more than noise: the last two figures both lie
      beyond the start, or the change is larger than each change between neighbours up to the
      start (at least two of them), or it reaches ``least_change``; else unclear. A derived figure
      (grade C) supports neither: either movement has to show without those of grade C. Of several
      series the gravest counts. Without any movement to be seen, what has happened decides as in
      ``act``, but never meets the promise.
    - ``act``: met where it is done; begun where a part is done, behind where a part is done and the
      due date is past. A promise to be kept in each cluster is met where it is met in all, begun
      where something was done in any of them.
    - Only an announcement is no deed: overdue where the due date is past, else nothing was found.
    - What came later counts: a stop after the last deed or figure is stopped, a cut after it is cut
      back, whatever the kind of the promise.
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
    due = _last_due(promise)
    late = due is not None and end > due
    if kind == "act" and promise["scope"] == "clusters":
        return _in_each(happened, places=places, late=late)
    own = happened[happened["place"] == ""] if promise["scope"] == "nation" else happened
    if kind in COUNTED and (known["end"] > start).any():
        found = _counted(promise, known[known["end"] > start], start=start, on=end)
        return _undone(found, own, since=known["end"].max())
    if kind in MOVING:
        moved = _moved(promise, known, start=start, way=MOVING[kind])
        if moved is not None:
            return _undone(moved, own, since=known["end"].max())
        if own.empty:
            return Verdict("nothing_found", "no_trend_past_due" if late else "no_trend")
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
    if value >= wanted:
        return Verdict("met", "reached", numbers)
    if figures["value"].max() >= wanted:
        return Verdict("cut_back", "reached_then_fell", numbers)
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


def _moved(
    promise: Mapping[str, Any], figures: pd.DataFrame, *, start: pd.Timestamp, way: int
) -> Verdict | None:
    found = []
    least = float(promise["least_change"]) if _given(promise, "least_change") else None
    for _, series in figures.groupby("series", sort=False):
        numbers = _change(series, start=start)
        if numbers is None:
            continue
        change = numbers["change"]
        if change == 0:
            found.append(Verdict("behind", "stood_still", numbers))
        elif least is not None and abs(change) < least:
            found.append(Verdict("unclear", "within_noise", numbers | {"least": least}))
        elif change * way > 0 and _is_sure(series, start=start, way=way):
            found.append(Verdict("on_track", "rose" if change > 0 else "fell", numbers))
        elif change * way < 0 and _is_reversal(series, start=start, way=way, least=least):
            rule = "rose_instead" if change > 0 else "fell_instead"
            found.append(Verdict("reversed", rule, numbers))
        else:
            rule = "rose_unsure" if change > 0 else "fell_unsure"
            found.append(Verdict("unclear", rule, numbers))
    if not found:
        return None
    return min(found, key=lambda verdict: GRAVEST.index(verdict.status))


def _base(series: pd.DataFrame, start: pd.Timestamp) -> int:
    """Find the row that later ones are held against: the last begun before the promise."""
    before = np.flatnonzero(_starts(series["date"]) <= start)
    return int(before[-1]) if len(before) else 0


def _change(series: pd.DataFrame, *, start: pd.Timestamp) -> dict[str, Any] | None:
    """Measure the way from the start of a series to its latest figure, where there is one."""
    latest = series.iloc[-1]
    base = series.iloc[_base(series, start)]
    if latest["end"] <= start or latest["end"] == base["end"]:
        return None
    change = float(latest["value"]) - float(base["value"])
    return {
        "value": float(latest["value"]),
        "date": str(latest["date"]),
        "before": float(base["value"]),
        "before_date": str(base["date"]),
        "change": change,
        "size": abs(change),
    }


def _surely(series: pd.DataFrame) -> pd.DataFrame:
    """Leave out the figures that were derived."""
    return series[series["confidence"] != DERIVED] if "confidence" in series else series


def _is_sure(series: pd.DataFrame, *, start: pd.Timestamp, way: int) -> bool:
    """Say whether figures that were not derived have moved as promised."""
    sure = _surely(series)
    moved = None if sure.empty else _change(sure, start=start)
    return moved is not None and moved["change"] * way > 0


def _is_reversal(
    series: pd.DataFrame, *, start: pd.Timestamp, way: int, least: float | None
) -> bool:
    """Say whether a movement the other way is more than noise, derived figures left out."""
    series = _surely(series)
    if series.empty or _change(series, start=start) is None:
        return False
    place = _base(series, start)
    values = series["value"].to_numpy(dtype=float)
    beyond = (values[place + 1 :] - values[place]) * way
    if beyond[-1] >= 0:
        return False
    if least is not None:
        return bool(-beyond[-1] >= least)
    if len(beyond) > 1 and beyond[-2] < 0:
        return True
    earlier = np.abs(np.diff(values[: place + 1]))
    return bool(len(earlier) > 1 and -beyond[-1] > earlier.max())


def _undone(found: Verdict, events: pd.DataFrame, *, since: pd.Timestamp) -> Verdict:
    """Let a cut or a stop that came after the last figure outweigh it."""
    later = events[(events["end"] > since) & events["kind"].isin(list(UNDONE))]
    if later.empty or found.status in {"reversed", "nothing_found"}:
        return found
    last = later.iloc[-1]
    date = {"date": str(last["date"])}
    return Verdict(UNDONE[last["kind"]], "stopped" if last["kind"] == "stopped" else "cut", date)


def _deed(events: pd.DataFrame, *, late: bool, may_be_met: bool) -> Verdict:
    deeds = events[events["kind"].isin(DEEDS)]
    turns = events[events["kind"].isin([*DEEDS, *UNDONE])]
    last = str(turns["kind"].iloc[-1]) if len(turns) else ""
    if last == "stopped":
        return Verdict("stopped", "stopped", {"date": str(turns["date"].iloc[-1])})
    done = deeds[deeds["kind"] == "done"]
    numbers: dict[str, Any]
    if last == "cut" and len(deeds):
        numbers = {"date": str(deeds["date"].iloc[-1]), "cut_date": str(turns["date"].iloc[-1])}
        whole = may_be_met and len(done)
        return Verdict("cut_back", "done_cut_back" if whole else "part_cut_back", numbers)
    if may_be_met and len(done):
        return Verdict("met", "done", {"date": str(done["date"].iloc[-1])})
    if len(deeds):
        numbers = {"date": str(deeds["date"].iloc[-1]), "count": len(deeds)}
        return (
            Verdict("behind", "part_past_due", numbers)
            if late
            else Verdict("begun", "part", numbers)
        )
    said = events[events["kind"] == "announced"]
    if len(said):
        numbers = {"date": str(said["date"].iloc[-1])}
        return (
            Verdict("overdue_announced", "only_announced_past_due", numbers)
            if late
            else Verdict("nothing_found", "only_announced", numbers)
        )
    return Verdict("nothing_found", "nothing_past_due" if late else "nothing")


def _in_each(events: pd.DataFrame, *, places: Sequence[str], late: bool) -> Verdict:
    nation = _deed(events[events["place"] == ""], late=late, may_be_met=True)
    if nation.status == "met":
        return nation
    each = {p: _deed(events[events["place"] == p], late=late, may_be_met=True) for p in places}
    taken = {"begun", "behind", "met", "cut_back"}
    done = sum(verdict.status == "met" for verdict in each.values())
    begun = sum(verdict.status in taken for verdict in each.values())
    numbers: dict[str, Any] = {"done": done, "of": len(places), "begun": begun}
    if places and done == len(places):
        return Verdict("met", "done_in_each", numbers)
    cut = sum(verdict.status == "cut_back" for verdict in each.values())
    if cut and done + cut == len(places):
        return Verdict("cut_back", "cut_in_some", numbers | {"cut": cut})
    if begun or nation.status in taken:
        rule = "done_in_some" if done else "begun_in_some"
        return Verdict("behind" if late else "begun", rule, numbers)
    stops = events[events["kind"] == "stopped"]
    if any(verdict.status == "stopped" for verdict in each.values()):
        return Verdict("stopped", "stopped", {"date": str(stops["date"].iloc[-1])})
    said = next((v for v in (nation, *each.values()) if v.rule.startswith("only_announced")), None)
    return said or Verdict("nothing_found", nation.rule, nation.numbers)


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
