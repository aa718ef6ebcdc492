"""The explorer of a siting report: candidates and criteria made ready to be ranked on the page."""

import json
import re
import shlex
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

import geopandas as gpd
import pandas as pd

from ..draw import explorer as drawing
from ..draw.explorer_frame import word_filled
from ..model.numbers import is_missing, number
from ..words import table, wording

MOST_SITES = drawing.MOST_SITES
_PREFIX = "explorer."
_FIRST, _DECIMALS = 3, 3


class Counted(Protocol):
    """What is asked of a criterion; `siting.Criterion` has it."""

    name: str
    direction: str
    unit: str
    scaling: str
    target: float | None
    points: Sequence[tuple[float, float]] | None


def explorer(
    candidates: gpd.GeoDataFrame,
    tables: Mapping[str, pd.DataFrame],
    *,
    ranked: pd.DataFrame,
    criteria: Sequence[Counted],
    weights: "pd.Series[float]",
    missing: str,
    lang: str,
    slug: str,
    identity: str = "explorer",
    notebook: str = "siting",
    given: Mapping[str, Any] | None = None,
    labels: Mapping[str, str] | None = None,
    top: int = drawing.TOP,
    titles: Mapping[str, str] | None = None,
    dongs: gpd.GeoDataFrame | None = None,
    context: gpd.GeoDataFrame | None = None,
    districts: gpd.GeoDataFrame | None = None,
    makers: Sequence[str] = (),
) -> drawing.Explorer:
    """Make the explorer: map, weights, scenarios and ranked table in one block.

    Parameters
    ----------
    candidates : GeoDataFrame, indexed by candidate_id
        Points or polygons with name; zone (and zone_en) and use_status are shown below it.
    tables : mapping of str to DataFrame, shape (candidates, criteria)
        Raw criteria by scenario, ``"today"`` first. Other scenarios that change none of them are
        left out, and the page says so.
    ranked : DataFrame, shape (candidates ranked, 2 + criteria)
        The ranking of the first table under these weights, best first: rank, score, and what each
        criterion adds to it.
    criteria : sequence of Criterion
        What counts, and how.
    weights : Series
        Weights by criterion, which sum to 1: those the page opens with.
    missing : str
        What an empty cell counts as; see `siting.scale`.
    lang : str
        ``"ko"`` or ``"en"``.
    slug, notebook, given : str, str, mapping
        Cluster, notebook and those of its parameters that differ from what it declares: the
        command of the page repeats them.
    identity : str
        Id on the page.
    labels, titles : mapping of str to str, optional
        Names of criteria and of scenarios for a reader; ``criterion.<name>`` of the words and the
        key where there is none.
    top : int
        How many candidates are outlined and numbered.
    context : GeoDataFrame, optional
        The ground below: the table context of a cluster.
    makers : sequence of str
        Who asks to be named where the ground is shown.
    dongs, districts : GeoDataFrame, optional
        Outlines below the candidates.

    Raises
    ------
    ValueError
        As `draw.explorer.explorer` does.
    """
    names = [criterion.name for criterion in criteria]
    today = next(iter(tables))
    moves = drawing.changed(tables, names)
    idle = [key for key in tables if key != today and not moves[key]]
    called = {today: wording.say("explorer.today", lang), **(titles or {})}
    words = _words(lang)
    return drawing.explorer(
        identity=identity,
        sites=candidates.assign(second=_second(candidates, lang)),
        tables={key: table for key, table in tables.items() if key not in idle},
        titles=called,
        criteria=[_spec(one, labels or {}, lang) for one in criteria],
        weights=[float(weights[name]) for name in names],
        missing=missing,
        ranked=ranked,
        words=words,
        caption=words["table"],
        summary=_summary(ranked, candidates, words),
        lang=lang,
        about=f"clusterlab {slug} {notebook}",
        command=command(slug, notebook=notebook, lang=lang, given=given or {}),
        notes=[*_unchanged(idle, called, lang), *makers],
        top=top,
        base=dongs,
        context=context,
        districts=districts,
    )


def _unchanged(idle: Sequence[str], called: Mapping[str, str], lang: str) -> list[str]:
    names = ", ".join(called.get(key, key) for key in idle)
    return [wording.say("explorer.unchanged", lang, names=names)] if idle else []


def command(slug: str, *, notebook: str, lang: str, given: Mapping[str, Any]) -> str:
    """Write the command that makes the report again with the weights of a saved file.

    Examples
    --------
    >>> command("magok", notebook="siting", lang="ko", given={})
    'clusterlab report magok --notebook siting -p weights weights.json'
    """
    language = ["--lang", lang] if lang != "ko" else []
    others = [word for name, value in given.items() for word in ("-p", name, _word(value))]
    start = ["clusterlab", "report", slug, "--notebook", notebook]
    return " ".join([*start, *language, *others, "-p", "weights", "weights.json"])


def _word(value: Any) -> str:
    """Write a value as one word of a shell; of a file only its name, wherever it was."""
    if isinstance(value, str):
        return shlex.quote(Path(value).name if Path(value).is_file() else value)
    text = f"{value:g}" if isinstance(value, float) else json.dumps(value, ensure_ascii=False)
    return shlex.quote(text)


def _second(candidates: pd.DataFrame, lang: str) -> list[str]:
    """Say in which zone each candidate lies and in what state it is, where that is known."""
    zones = candidates.get("zone", pd.Series(None, candidates.index, dtype="object"))
    if lang == "en" and "zone_en" in candidates:
        zones = candidates["zone_en"].fillna(zones)
    uses = candidates.get("use_status", pd.Series(None, candidates.index, dtype="object"))
    return [
        " · ".join(
            [
                *([] if is_missing(zone) else [str(zone)]),
                *([] if is_missing(use) else [wording.label("plot_use", use, lang)]),
            ]
        )
        for zone, use in zip(zones, uses, strict=True)
    ]


def _spec(one: Counted, labels: Mapping[str, str], lang: str) -> dict[str, Any]:
    # A plain index has no unit, and what a name says in brackets at its end is its unit.
    unit = "" if one.unit == "1" else wording.label("unit", one.unit, lang)
    label = labels.get(one.name) or wording.label("criterion", one.name, lang)
    best = f"{one.target:g} {unit}".strip() if one.target is not None else ""
    told = (
        wording.say("explorer.scaling.value", lang)
        if one.direction == "target" and one.target is None
        else wording.say(f"explorer.direction.{one.direction}", lang, target=best)
        if one.direction == "target"
        else wording.say(f"explorer.direction.{one.direction}", lang)
    )
    parts = [unit, told]
    if one.scaling not in {"min-max", "value"}:
        parts.append(wording.say(f"explorer.scaling.{one.scaling}", lang))
    return {
        "name": one.name,
        "label": re.sub(r"\s*\([^()]*\)$", "", label) or label,
        "unit": unit,
        "told": " · ".join(part for part in parts if part),
        "direction": one.direction,
        "scaling": one.scaling,
        "target": one.target,
        "points": [list(map(float, corner)) for corner in one.points] if one.points else None,
    }


def _words(lang: str) -> dict[str, str]:
    """Give the explorer's texts with their places unfilled: the script fills them."""
    words = table.own()
    keys: Iterable[str] = (key for key in words.keys() if key.startswith(_PREFIX))  # noqa: SIM118 - not a dict
    return {key.removeprefix(_PREFIX): words.text(key, lang) for key in keys}


def _summary(ranked: pd.DataFrame, candidates: pd.DataFrame, words: Mapping[str, str]) -> str:
    first = ranked.head(_FIRST)
    names = candidates.loc[first.index, "name"]
    return " · ".join(
        word_filled(
            words["place"],
            rank=number(place),
            name=str(name),
            score=number(score, decimals=_DECIMALS),
        )
        for place, score, name in zip(first["rank"], first["score"], names, strict=True)
    )
