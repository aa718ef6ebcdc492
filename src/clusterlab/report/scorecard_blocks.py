"""Lays out a scorecard: the tally at the top, and a row for each instrument."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from ..draw.marks import status_mark
from ..draw.sparkline import sparkline
from ..model.numbers import is_missing, written
from ..study.policy.verdicts import STATUSES, period_end
from ..words import wording
from ..words.language import Language
from . import notebook
from .blocks import Block

# How far a report's own folder lies below the one that holds the index.
DEPTH = {"ko": "../../", "en": "../../../"}
# Numbers of a verdict that are in the unit of the figure.
AMOUNTS = {"value", "wanted", "gap", "before", "expected_value"}
DATES = {"due", "first_due"}
EOK = "100 million KRW"


def tally(judged: pd.DataFrame, promises: pd.DataFrame, *, lang: str) -> Block:
    """Show how many instruments have which status, and which they are.

    Parameters
    ----------
    judged, promises : DataFrame
        As made by `scorecard.verdicts` and `scorecard.instruments`.
    lang : str
        ``"ko"`` or ``"en"``.
    """
    rows = []
    for status in STATUSES:
        own = judged.index[judged["status"] == status]
        rows.append(
            {
                "mark": status_mark(status, size_px=26),
                "label": wording.label("verdict", status, lang),
                "meaning": wording.say(f"verdict_means.{status}", lang),
                "count": len(own),
                "names": [
                    {"id": identity, "name": promises.loc[identity, f"short_{lang}"]}
                    for identity in own
                ],
            }
        )
    return {"kind": "tally", "rows": rows}


def board(
    judged: pd.DataFrame,
    promises: pd.DataFrame,
    figures: pd.DataFrame,
    events: pd.DataFrame,
    *,
    names: Mapping[str, str],
    lang: str,
) -> Block:
    """Show every instrument: promise, figures, verdict, what happened, and where to read on.

    Parameters
    ----------
    judged, promises, figures, events : DataFrame
        As made by `scorecard.verdicts`, `instruments`, `readings` and `milestones`.
    names : mapping of str to str
        The clusters and what a reader calls them, in order.
    lang : str
        ``"ko"`` or ``"en"``.
    """
    groups = []
    for level in dict.fromkeys(promises["level"]):
        own = promises[promises["level"] == level]
        groups.append(
            {
                "label": wording.label("policy_level", level, lang),
                "rows": [
                    _row(
                        promise,
                        judged.loc[identity],
                        figures[figures["instrument_id"] == identity],
                        events[events["instrument_id"] == identity],
                        names=names,
                        lang=lang,
                    )
                    for identity, promise in own.iterrows()
                ],
            }
        )
    heads = [
        wording.say(f"board.{name}", lang) for name in ("status", "promise", "figure", "deeper")
    ]
    return {"kind": "board", "heads": heads, "groups": groups}


def sources_of(promises: pd.DataFrame, figures: pd.DataFrame, events: pd.DataFrame) -> list[str]:
    """List the sources of a board in the order in which its rows name them."""
    found: list[str] = []
    for identity, promise in promises.iterrows():
        found.append(str(promise["source_id"]))
        if not is_missing(promise["due_late_source_id"]):
            found.append(str(promise["due_late_source_id"]))
        for table in (figures, events):
            found.extend(map(str, table.loc[table["instrument_id"] == identity, "source_id"]))
    return list(dict.fromkeys(found))


def rule_sentence(verdict: "pd.Series[Any]", *, unit: str, lang: str) -> str:
    """Say by which rule a verdict was reached, and with which numbers."""
    values = {
        name: amount(value, unit, lang=lang)
        if name in AMOUNTS
        else due_date(value, lang=lang)
        if name in DATES
        else value
        for name, value in verdict["numbers"].items()
    }
    return wording.say(f"rule.{verdict['rule']}", lang, **values)


def promise_number(promise: "pd.Series[Any]", *, lang: str) -> str:
    """Write the number and the date of a promise, or that it has none."""
    parts = []
    if not is_missing(promise["promise_value"]):
        unit = str(promise["promise_unit"])
        parts.append(amount(float(promise["promise_value"]), unit, lang=lang))
    if not is_missing(promise["due"]):
        late = promise["due_late"]
        key = "board.due" if is_missing(late) else "board.due_range"
        parts.append(
            wording.say(
                key,
                lang,
                due=due_date(promise["due"], lang=lang),
                late="" if is_missing(late) else due_date(late, lang=lang),
            )
        )
    return " · ".join(parts) if parts else wording.say("board.no_number", lang)


def amount(value: float, unit: str, *, lang: str) -> str:
    """Write a number with its unit, money in a unit that the language has a word for.

    >>> amount(12.5, "%", lang="en"), amount(4666.0, "100 million KRW", lang="en")
    ('12.5%', '466.6 billion won')
    >>> amount(4666.0, "100 million KRW", lang="ko"), amount(2028.0, "year", lang="ko")
    ('4,666억원', '2028년')
    """
    if unit == "year":
        return f"{value:.0f}{'년' if lang == 'ko' else ''}"
    if lang == "en" and unit == EOK:
        return f"{written(value / 10)} {wording.say('board.billion_won', lang)}"
    label = wording.label("unit", unit, lang)
    close = label.startswith("%") or lang == "ko"
    return f"{written(float(value))}{'' if close else ' '}{label}"


def due_date(date: str, *, lang: str) -> str:
    """Write a due date; a bare year as Korean writes it.

    >>> due_date("2027", lang="ko"), due_date("2023-12", lang="ko"), due_date("2027", lang="en")
    ('2027년', '2023-12', '2027')
    """
    return f"{date}년" if lang == "ko" and re.fullmatch(r"\d{4}", date) else date


def _row(
    promise: "pd.Series[Any]",
    verdict: "pd.Series[Any]",
    figures: pd.DataFrame,
    events: pd.DataFrame,
    *,
    names: Mapping[str, str],
    lang: str,
) -> dict[str, Any]:
    measuring = figures[figures["role"] == "figure"]
    unit = str(measuring["unit"].iloc[0]) if len(measuring) else str(promise["promise_unit"])
    start = period_end(str(promise["promised"]))
    series = [_series(own, start=start, names=names, lang=lang) for own in _grouped(figures)]
    late = promise["due_late_source_id"]
    remark = promise[f"remark_{lang}"]
    places = [names[slug] for slug in verdict["places"]]
    return {
        "id": str(promise["instrument_id"]),
        "name": promise[f"name_{lang}"],
        "question": promise[f"question_{lang}"],
        "promise": promise[f"promise_{lang}"],
        "number": promise_number(promise, lang=lang),
        "bare": is_missing(promise["promise_value"]) and is_missing(promise["due"]),
        "sources": [str(promise["source_id"]), *([] if is_missing(late) else [str(late)])],
        "status": verdict["status"],
        "mark": status_mark(verdict["status"], size_px=24),
        "label": wording.label("verdict", verdict["status"], lang),
        "rule": rule_sentence(verdict, unit=unit, lang=lang),
        "indicator": promise[f"indicator_{lang}"],
        "series": series,
        "events": [
            {
                "date": row["date"],
                "text": row[f"text_{lang}"],
                "kind": wording.label("milestone", row["kind"], lang),
                "place": names.get(row["place"], ""),
                "confidence": row["confidence"],
                "sources": [str(row["source_id"])],
            }
            for row in events.to_dict(orient="records")
        ],
        "remark": "" if is_missing(remark) else remark,
        "where": " · ".join(places) if places else wording.say("board.nationwide", lang),
        "deeper": _deeper(promise, names=names, lang=lang),
        # In parts, so that a long name may be broken between them.
        "functions": []
        if is_missing(promise["functions"])
        else [re.findall(r"[^._]+[._]?", name) for name in promise["functions"].split(";")],
    }


def _grouped(figures: pd.DataFrame) -> list[pd.DataFrame]:
    """Part the figures by series and place: those that measure the promise come first."""
    parts = [own for _, own in figures.groupby(["place", "series"], sort=False)]
    return sorted(parts, key=lambda own: own["role"].iloc[0] != "figure")


def _series(
    figures: pd.DataFrame, *, start: pd.Timestamp, names: Mapping[str, str], lang: str
) -> dict[str, Any]:
    dated = figures.assign(end=[period_end(str(date)) for date in figures["date"]])
    dated = dated.sort_values("end", kind="stable")
    last = dated.iloc[-1]
    unit = str(last["unit"])
    label = last[f"label_{lang}"]
    spark, ends = "", ""
    if len(dated) > 1:
        low = dated.iloc[int(dated["value"].argmin())]
        high = dated.iloc[int(dated["value"].argmax())]
        ends = wording.say(
            "board.ends",
            lang,
            low=amount(low["value"], unit, lang=lang),
            low_date=low["date"],
            high=amount(high["value"], unit, lang=lang),
            high_date=high["date"],
        )
        days = [float(end.toordinal()) for end in dated["end"]]
        told = wording.say("board.spark", lang, label=label, count=len(dated), ends=ends)
        spark = sparkline(days, [float(value) for value in dated["value"]], label=told)
    early = last["as_of"] != last["date"]
    return {
        "label": label,
        "measuring": last["role"] == "figure",
        "place": names.get(last["place"], ""),
        "value": amount(last["value"], unit, lang=lang),
        "as_of": wording.say("board.said", lang, date=last["date"], year=last["as_of"])
        if early
        else last["date"],
        "confidence": last["confidence"],
        "before": last["end"] <= start,
        "spark": spark,
        "ends": ends,
        "sources": list(dict.fromkeys(map(str, dated["source_id"]))),
    }


def _deeper(
    promise: "pd.Series[Any]", *, names: Mapping[str, str], lang: str
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
        homes = {shelf: ""} if shelf else dict(names)
        root = DEPTH[lang]
        prefix = "en-" if lang == "en" else ""
        found.append(
            {
                "label": Language(lang).chosen(known[name].title),
                "links": [
                    {"label": label, "href": f"{root}index.html#{prefix}{home}-{name}"}
                    for home, label in homes.items()
                ],
                "command": f"clusterlab report {' '.join(names)} --notebook {name}",
            }
        )
    return found


def short_names(promises: pd.DataFrame, wanted: Sequence[str], *, lang: str) -> str:
    """Join the short names of some instruments for a sentence."""
    return ", ".join(promises.loc[list(wanted), f"short_{lang}"])
