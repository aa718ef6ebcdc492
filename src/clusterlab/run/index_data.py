"""Gathers what the index shows as compact lists: reports, places, kinds, and what runs changed."""

import json
from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import Any

from ..load.catalog import data_folder
from ..load.descriptor import FILE
from ..report import notebook
from ..words import table, wording
from ..words.language import Language

SHOWN_CHANGES = 8
# Numbers that changed are listed until there are so many in all; the count is always told.
MOST_CHANGES = 4000
CAUSES = ("data", "parameters", "software", "notebook")

Report = Mapping[str, Any]


def packed(value: Any) -> str:
    """Write data for a script element: short, and nothing in it can end the element."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def path_of(slug: str, name: str, lang: str) -> str:
    """Give the folder in which a report stands where nobody chose another."""
    return "/".join((slug, name) if lang == wording.LANGUAGES[0] else (lang, slug, name))


def title_of(one: Report, lang: str) -> str:
    """Name the kind of a report."""
    return Language(lang).chosen(one.get("title", {})) or str(one["notebook"])


def places(found: Sequence[Report]) -> list[dict[str, Any]]:
    """List the places that reports are about, in the order of these.

    Returns
    -------
    list of dict
        slug, name (in the first language there is), names by language, kind, and lon and lat
        [degree] where the run record or the built-in data know them.
    """
    held: dict[str, dict[str, Any]] = {}
    for one in found:
        new = {"slug": one["slug"], "name": one["name"], "names": {}}
        place = held.setdefault(one["slug"], new | {"kind": one.get("kind", "cluster")})
        place["names"].setdefault(one["lang"], one["name"])
        if "lon" not in place and place["kind"] == "cluster":
            place.update(one.get("place") or {})
    for place in held.values():
        if "lon" not in place and place["kind"] == "cluster":
            place.update(_built_in(place["slug"]))
    return list(held.values())


def _built_in(slug: str) -> dict[str, float]:
    """Give the middle of a built-in cluster's extent, for runs that did not record it."""
    try:
        text = (data_folder() / slug / FILE).read_text(encoding="utf-8")
        west, south, east, north = json.loads(text)["clusterlab"]["extent"]
    except (OSError, ValueError, KeyError):
        return {}
    return {"lon": (west + east) / 2, "lat": (south + north) / 2}


def reports(
    found: Sequence[Report], held: Sequence[Mapping[str, Any]], shown: Sequence[str]
) -> dict[str, Any]:
    """Pack the reports, with the words of the page in its languages.

    Returns
    -------
    dict
        langs; first (the language whose reports stand in the folder itself); words by language;
        kinds (name, kind, title by language); places (slug, names, kind); reports (place, kind and
        language by position, headline or None where the run recorded none, data date, numbers,
        numbers without value, has a map, altered files, and the path where it is not the usual
        one).
    """
    kinds = {
        one.name: [one.name, one.kind, {lang: Language(lang).chosen(one.title) for lang in shown}]
        for one in notebook.library()
    }
    for one in found:
        titles = {lang: title_of(one, lang) for lang in shown}
        kinds.setdefault(one["notebook"], [one["notebook"], one.get("kind", "cluster"), titles])
    at_kind = {name: place for place, name in enumerate(kinds)}
    at_place = {place["slug"]: number for number, place in enumerate(held)}
    rows = []
    for one in found:
        row = [
            at_place[one["slug"]],
            at_kind[one["notebook"]],
            shown.index(one["lang"]) if one["lang"] in shown else 0,
            one.get("headline"),
            one["as_of"],
            one["metrics"]["ok"],
            one["metrics"]["undefined"] + one["metrics"]["suppressed"],
            int("map.html" in one["files"]),
            one["broken"],
        ]
        usual = path_of(one["slug"], one["notebook"], one["lang"])
        rows.append(row if one["path"] == usual else [*row, one["path"]])
    words = table.own()
    keys = [key for key in words.keys() if key.startswith("index.say.")]  # noqa: SIM118 - not a dict
    return {
        "langs": list(shown),
        "first": wording.LANGUAGES[0],
        "words": {
            lang: {key.removeprefix("index.say."): words.text(key, lang) for key in keys}
            for lang in shown
        },
        "kinds": list(kinds.values()),
        "places": [[place["slug"], place["names"], place["kind"]] for place in held],
        "reports": rows,
    }


def runs(found: Sequence[Report]) -> dict[str, Any]:
    """Pack what differs from run to run.

    Returns
    -------
    dict
        causes (each once), and rows in the order of the reports: start, duration [s], how many
        numbers changed (None for a first run), position of the causes or -1, the numbers that
        changed (measure, scope, before, after, unit), and the failure after it (start, message).
    """
    causes: dict[str, int] = {}
    rows: list[list[Any]] = []
    numbers = [len(one["run"]["changed_since_run_before"] or []) for one in found]
    shown = [min(number, SHOWN_CHANGES) for number in numbers]
    upto = list(accumulate(shown))
    for one, number, most, total in zip(found, numbers, shown, upto, strict=True):
        changed, why = one["run"]["changed_since_run_before"], one["run"].get("causes") or {}
        listed = (changed or [])[: most if total <= MOST_CHANGES else 0]
        failure = one["failure"]
        rows.append(
            [
                one["run"]["started"],
                one["run"]["duration_s"],
                None if changed is None else number,
                causes.setdefault(packed(why), len(causes)) if why else -1,
                [_change(change, one["lang"]) for change in listed],
                [failure["started"], failure["message"]] if failure else None,
            ]
        )
    return {"causes": [json.loads(why) for why in causes], "rows": rows}


def _change(change: Mapping[str, str], lang: str) -> list[str]:
    return [
        wording.label("measure", change["measure"], lang).replace("_", " "),
        change["scope"].replace("_", " "),
        change["before"] or "–",
        change["after"] or "–",
        wording.label("unit", change["unit"], lang) if change["unit"] != "1" else "",
    ]


def said(why: Mapping[str, Any], lang: str) -> str:
    """Say what may have caused a change: data, parameters, software, the notebook."""
    parts = []
    for cause in CAUSES:
        rows = why.get(cause)
        if not rows:
            continue
        if cause == "notebook":
            parts.append(wording.say("index.say.notebook", lang))
            continue
        texts = rows if cause == "data" else [f"{n} {a or '–'} → {b or '–'}" for n, a, b in rows]
        named = ", ".join(texts[:3]) + (f" +{len(texts) - 3}" if len(texts) > 3 else "")
        parts.append(f"{wording.say(f'index.say.{cause}', lang)}: {named}")
    return "; ".join(parts)


def log(found: Sequence[Report], told: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Word every run for a browser without scripts."""
    worded = []
    for one, row in zip(found, told["rows"], strict=True):
        lang, (started, seconds, changed, cause, changes, failure) = one["lang"], row
        first = wording.say("index.first_run", lang)
        none = wording.say("index.no_change", lang)
        count = wording.say("index.changes", lang, count=changed or 0)
        worded.append(
            {
                "lang": lang,
                "path": one["path"],
                "name": one["name"],
                "notebook": title_of(one, lang),
                "started": started,
                "seconds": seconds,
                "changed": first if changed is None else count if changed else none,
                "changes": changes,
                "why": said(told["causes"][cause], lang) if cause >= 0 else "",
                "unexplained": bool(changed) and cause < 0,
                "failure": {"started": failure[0], "message": failure[1]} if failure else None,
            }
        )
    return worded


def recent(
    found: Sequence[Report], told: Mapping[str, Any], lang: str, most: int
) -> list[dict[str, Any]]:
    """Word the runs of a language that changed numbers, the last ones first."""
    rows = told["rows"]
    at = [i for i, one in enumerate(found) if one["lang"] == lang and rows[i][2]]
    at.sort(key=lambda i: rows[i][0], reverse=True)
    kept = at[:most]
    part = {"causes": told["causes"], "rows": [rows[i] for i in kept]}
    return log([found[i] for i in kept], part)


def summary(found: Sequence[Report], lang: str) -> dict[str, str]:
    """Count the runs of a language: when the last one was, and how many changed, began, failed."""
    own = [one for one in found if one["lang"] == lang]
    changed = [one["run"]["changed_since_run_before"] for one in own]
    counts = {
        "changed": sum(bool(one) for one in changed),
        "first": sum(one is None for one in changed),
        "same": sum(one == [] for one in changed),
        "failed": sum(one["failure"] is not None for one in own),
    }
    last = max((str(one["run"]["started"]) for one in own), default="")
    return {
        "last": last.replace("T", " ").removesuffix("Z") and f"{last[:16].replace('T', ' ')} UTC",
        "counts": " · ".join(
            wording.say(f"index.count.{name}", lang, count=count)
            for name, count in counts.items()
            if count or name == "changed"
        ),
    }
