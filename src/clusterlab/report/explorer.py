"""The explorer of a siting report: candidates and criteria made ready to be ranked on the page."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import geopandas as gpd
import pandas as pd

from .. import siting
from ..draw import explorer as drawing
from ..draw.explorer_frame import word_filled
from ..draw.numbers import number
from . import wording

TODAY = "today"
_PREFIX = "explorer."
_FIRST, _DECIMALS = 3, 3


def explorer(
    candidates: gpd.GeoDataFrame,
    tables: Mapping[str, pd.DataFrame],
    *,
    criteria: Sequence[siting.Criterion],
    weights: "pd.Series[float]",
    missing: str,
    lang: str,
    slug: str,
    identity: str = "explorer",
    notebook: str = "siting",
    given: Mapping[str, Any] | None = None,
    labels: Mapping[str, str] | None = None,
    units: Mapping[str, str] | None = None,
    titles: Mapping[str, str] | None = None,
    dongs: gpd.GeoDataFrame | None = None,
    districts: gpd.GeoDataFrame | None = None,
) -> drawing.Explorer:
    """Make the explorer: map, weights, scenarios and ranked table in one block.

    Parameters
    ----------
    candidates : GeoDataFrame, indexed by candidate_id
        Points or polygons with name; note is shown below it.
    tables : mapping of str to DataFrame, shape (candidates, criteria)
        Raw criteria by scenario, ``"today"`` first. Other scenarios that change none of them are
        left out, and the page says so.
    criteria : sequence of Criterion
        What counts, and how.
    weights : Series
        Weights by criterion, which sum to 1: those the page opens with.
    missing : str
        What an empty cell counts as; see `siting.scale`.
    lang : str
        ``"ko"`` or ``"en"``.
    slug, notebook, given : str, str, mapping
        Cluster, notebook and parameters that the command of the page repeats.
    identity : str
        Id on the page.
    labels, units, titles : mapping of str to str, optional
        Names and units of criteria, and names of scenarios, for a reader.
    dongs, districts : GeoDataFrame, optional
        Outlines below the candidates.

    Raises
    ------
    ValueError
        As `siting.rank` and `draw.explorer.explorer` do.
    """
    names = [criterion.name for criterion in criteria]
    today = next(iter(tables.values()))
    moves = drawing.changed(tables, names)
    idle = [key for key in tables if key != next(iter(tables)) and not moves[key]]
    called = {TODAY: wording.say("explorer.today", lang), **(titles or {})}
    ranked = contributions(today, criteria, weights=weights, missing=missing)
    words = _words(lang)
    return drawing.explorer(
        identity=identity,
        sites=candidates,
        tables={key: table for key, table in tables.items() if key not in idle},
        titles=called,
        criteria=[_spec(one, labels or {}, units or {}, lang) for one in criteria],
        weights=[float(weights[name]) for name in names],
        missing=missing,
        ranked=ranked,
        words=words,
        caption=words["table"],
        summary=_summary(ranked, candidates, words),
        lang=lang,
        about=f"clusterlab {slug} {notebook}",
        command=command(slug, notebook=notebook, lang=lang, given=given or {}),
        notes=[
            wording.say("explorer.unchanged", lang, names=", ".join(called.get(k, k) for k in idle))
        ]
        if idle
        else [],
        base=dongs,
        districts=districts,
    )


def contributions(
    matrix: pd.DataFrame,
    criteria: Sequence[siting.Criterion],
    *,
    weights: "pd.Series[float]",
    missing: str,
) -> pd.DataFrame:
    """Rank candidates by the weighted sum, with what each criterion adds to the score.

    Parameters
    ----------
    matrix : DataFrame, shape (candidates, criteria)
        Raw values.
    criteria, weights, missing
        As in `siting.rank`.

    Returns
    -------
    DataFrame, shape (candidates ranked, 2 + criteria)
        rank, score and a column for each criterion: weight × scaled value. Best first.
    """
    scaled = siting.scale(matrix, criteria, missing=missing)
    ranked = siting.rank(matrix, criteria, weights=weights, missing=missing)
    shares = pd.Series(ranked.attrs["weights"])
    table: pd.DataFrame = ranked[["rank", "score"]].join(scaled * shares)
    return table.sort_values("rank", kind="stable")


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
    """Write a value as one word of a shell, also where it holds a space."""
    import shlex

    return shlex.quote(f"{value:g}" if isinstance(value, float) else str(value))


def _spec(
    one: siting.Criterion, labels: Mapping[str, str], units: Mapping[str, str], lang: str
) -> dict[str, Any]:
    unit = units.get(one.name, one.unit)
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
        "label": labels.get(one.name, one.name),
        "unit": unit,
        "told": " · ".join(part for part in parts if part),
        "direction": one.direction,
        "scaling": one.scaling,
        "target": one.target,
        "points": [list(map(float, corner)) for corner in one.points] if one.points else None,
    }


def _words(lang: str) -> dict[str, str]:
    """Give the explorer's texts with their places unfilled: the script fills them."""
    words = wording.words()
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
