"""Opens the page of a report: its title block, and what the page needs to know of the data."""

import hashlib
import os
import re
from collections.abc import Mapping, Sequence
from typing import Any, Protocol

import pandas as pd

from ..study.nation import nation
from ..study.policy import scorecard
from ..words import wording
from ..words.language import Language
from . import notebook as notebooks
from .page import Page


class Described(Protocol):
    """What a page asks of a cluster."""

    slug: str
    name_ko: str
    name_en: str
    as_of: str
    meta: dict[str, Any]
    sources: pd.DataFrame
    districts: pd.DataFrame
    hashes: Mapping[str, str]

    def names_in(self, lang: str) -> dict[str, dict[str, str]]:
        """Name regions, levels and industries as its data do."""
        ...


def open_page(
    cluster: Described,
    *,
    lang: str = "ko",
    notebook: str = "",
    more_sources: pd.DataFrame | None = None,
) -> Page:
    """Open the page of a report on one cluster, and show its title block.

    Parameters
    ----------
    cluster : Cluster
        Its names, date, notes and sources are taken.
    lang : str
        ``"ko"`` or ``"en"``.
    notebook : str
        Name or path of the notebook that writes on the page: what it declares of itself (its
        heading, its words) is the page's. The one that runs, where that is known and none is
        named.
    more_sources : DataFrame, optional
        Sources that the cluster does not have, such as a reader's own files.

    Returns
    -------
    Page
    """
    name = _name(cluster, lang)
    sources = pd.concat([cluster.sources, more_sources], ignore_index=True)
    language, about = _language([cluster], lang, notebook)
    block = {
        "slug": cluster.slug,
        "name": name,
        "kicker": language.chosen(about.heading) if about else "",
        "notebook": about.name if about else "",
        "report_kind": about.kind if about else "",
        "place": _place(cluster, lang),
        "as_of": str(cluster.as_of),
        "facts": _facts([cluster], lang, as_of=str(cluster.as_of)),
        "notes": [
            *_precision(cluster, lang),
            *(wording.say(note.key, lang, **note.values) for note in getattr(cluster, "notes", ())),
            *cluster.meta.get(f"notes_{lang}", []),
        ],
    }
    return Page(language=language, sources=sources, about=block, names=_names(cluster, lang))


def open_comparison(clusters: Sequence[Described], *, lang: str = "ko", notebook: str = "") -> Page:
    """Open the page of a comparison of several clusters, and show its title block.

    Parameters
    ----------
    clusters : sequence of Cluster
        Two or more, each once.
    lang : str
        ``"ko"`` or ``"en"``.
    notebook : str
        As in `open_page`.
    """
    slugs = [cluster.slug for cluster in clusters]
    language, about = _language(clusters, lang, notebook)
    if len(set(slugs)) < max(2, len(slugs)):
        raise ValueError(f"a comparison needs two or more different clusters, not {slugs}")
    names = [_name(cluster, lang) for cluster in clusters]
    as_of = max(str(cluster.as_of) for cluster in clusters)
    block = {
        "slug": "compare",
        "name": " · ".join(names),
        "kicker": language.chosen(about.heading) if about else "",
        "notebook": about.name if about else "",
        "report_kind": about.kind if about else "",
        "place": wording.say("page.clusters_compared", lang, count=len(names)),
        "as_of": as_of,
        "facts": _facts(clusters, lang, as_of=as_of),
        "notes": list(
            dict.fromkeys(
                line for cluster in clusters for line in _precision(cluster, lang, among=True)
            )
        ),
    }
    labels = {cluster.slug: name for cluster, name in zip(clusters, names, strict=True)}
    for cluster in clusters:
        labels |= _names(cluster, lang)
    sources = pd.concat([cluster.sources for cluster in clusters], ignore_index=True)
    return Page(language=language, sources=sources, about=block, names=labels)


def open_nation(
    clusters: Sequence[Any], *, on: str = "", lang: str = "ko", notebook: str = ""
) -> Page:
    """Open the page of a report on the whole country, and show its title block.

    Parameters
    ----------
    clusters : sequence of Cluster
        One or more, each once: those that the country's policy is looked at in.
    on : str
        The day, month or year that the report speaks of; that of the newest evidence in the data
        where it is empty.
    lang : str
        ``"ko"`` or ``"en"``.
    notebook : str
        As in `open_page`.
    """
    slugs = [cluster.slug for cluster in clusters]
    language, about = _language(clusters, lang, notebook)
    if not slugs or len(set(slugs)) < len(slugs):
        raise ValueError(f"a report on the country needs one or more different clusters: {slugs}")
    on = on or scorecard.newest(clusters)
    if not re.fullmatch(r"\d{4}(-(0[1-9]|1[0-2])(-\d\d)?)?", on):
        raise ValueError(f"on: {on!r} is not a date as 2024, 2024-06 or 2024-06-30")
    country = nation(clusters)
    names = [_name(cluster, lang) for cluster in clusters]
    hashes = dict(country.hashes) | {
        f"{cluster.slug}/{path}": digest
        for cluster in clusters
        for path, digest in cluster.hashes.items()
    }
    text = "".join(f"{path}{digest}" for path, digest in sorted(hashes.items()))
    heading, dated = language.chosen(about.heading) if about else "", scorecard.since(clusters)
    block = {
        "slug": "nation",
        "name": wording.say("page.nation", lang),
        "kicker": f"{heading} ({dated})" if heading and dated else heading,
        "notebook": about.name if about else "",
        "report_kind": about.kind if about else "",
        "place": " · ".join([country.meta[f"region_{lang}"], *names]),
        "as_of": on,
        "facts": [
            [wording.say("page.fact.as_of", lang), on],
            [
                wording.say("page.fact.data_version", lang),
                hashlib.sha256(text.encode()).hexdigest()[:12],
            ],
        ],
        "notes": [line for cluster in clusters for line in _precision(cluster, lang, among=True)],
    }
    labels = dict(zip(slugs, names, strict=True))
    sources = scorecard.sources(clusters)
    return Page(language=language, sources=sources, about=block, names=labels)


def _language(
    clusters: Sequence[Any], lang: str, notebook: str
) -> tuple[Language, notebooks.Declared | None]:
    """Bind the language, with the names in the data and the words of the notebook."""
    running = notebook or os.environ.get(notebooks.RUNNING) or _in_jupyter()
    about = None
    if running:
        path = notebooks.locate(running)
        about = notebooks.declared(notebooks.read(path), path)
    names: dict[str, dict[str, str]] = {}
    for cluster in clusters:
        for group, found in cluster.names_in(lang).items():
            names.setdefault(group, {}).update(found)
    return Language(lang, own=about.words if about else None, names=names), about


def _in_jupyter() -> str:
    """Find the notebook that JupyterLab runs, where its server says which."""
    path = os.environ.get("JPY_SESSION_NAME", "")
    return path if path.endswith(".ipynb") and os.path.isfile(path) else ""  # noqa: PTH113


def _name(cluster: Described, lang: str) -> str:
    return cluster.name_ko if lang == "ko" else cluster.name_en


def _place(cluster: Described, lang: str) -> str:
    other = cluster.name_en if lang == "ko" else cluster.name_ko
    region = cluster.meta.get(f"region_{lang}", "")
    return " · ".join(part for part in (other, region) if part)


def _facts(clusters: Sequence[Described], lang: str, *, as_of: str) -> list[list[str]]:
    text = "".join(
        f"{path}{digest}" for cluster in clusters for path, digest in sorted(cluster.hashes.items())
    )
    version = hashlib.sha256(text.encode()).hexdigest()[:12]
    crs = ", ".join(dict.fromkeys(str(c.meta.get("measure_crs", "")) for c in clusters))
    return [
        [wording.say("page.fact.as_of", lang), as_of],
        [wording.say("page.fact.data_version", lang), version],
        [wording.say("page.fact.crs", lang), crs],
    ]


def _precision(cluster: Described, lang: str, *, among: bool = False) -> list[str]:
    """Say how precise outlines are, where the data say so."""
    notes = []
    districts = cluster.districts
    told = cluster.meta.get(f"notes_{lang}")
    if not told and districts["precision"].str.contains("schematic").any():
        notes.append(wording.say("page.schematic", lang, name=_name(cluster, lang)))
    if cluster.meta.get("example"):
        # Beside others it has to be said whose data are made up.
        name = _name(cluster, lang)
        notes.append(
            wording.say("page.example_among", lang, name=name)
            if among
            else wording.say("page.example", lang)
        )
    return notes


def _names(cluster: Described, lang: str) -> dict[str, str]:
    districts = cluster.districts
    column = f"name_{lang}"
    if column not in districts:
        return {}
    named = districts.dropna(subset=[column])
    return dict(zip(named["district_id"].astype(str), named[column].astype(str), strict=True))
