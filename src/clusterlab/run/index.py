"""Writes reports/index.html: places and kinds with their headlines, and what changed and why."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from ..load.catalog import clusters
from ..report import notebook, render
from ..report.bar import anchor
from ..words import table, wording
from . import country, execute as run, index_data, record

# Reports on several clusters stand behind those on one.
LAST = {"comparison": 1, "nation": 2}
# A page without scripts lists all reports; of more than these without headline and run log.
STATIC = 500
RECENT = 4


def reports(root: Path) -> list[dict[str, Any]]:
    """Find every finished report below a folder.

    Parameters
    ----------
    root : Path
        The folder that `clusterlab report` writes to.

    Returns
    -------
    list of dict
        Korean before English, the built-in clusters first and in their order, comparisons and then
        the country last: the run record with ``path`` (relative), ``target``, ``failure`` (of a
        later run, or None) and ``broken`` (names of files that are not those of the run).
    """
    found = []
    for path in sorted(root.glob("*/*/run.json")) + sorted(root.glob("*/*/*/run.json")):
        known = record.read(path.parent)
        if known is None or any(part.startswith(".") for part in path.relative_to(root).parts):
            continue
        folder = path.parent.relative_to(root).as_posix()
        failure = run.last_failure(path.parent)
        more = {"path": folder, "target": path.parent, "failure": failure}
        found.append(known | more | {"broken": ", ".join(record.altered(path.parent, quick=True))})
    order = {slug: place for place, slug in enumerate(clusters()["slug"])}
    return sorted(
        found,
        key=lambda one: (
            LAST.get(one.get("kind", ""), 0),
            order.get(one["slug"], len(order)),
            one["path"],
        ),
    )


def write(root: Path) -> Path:
    """Write the index of a folder of reports.

    Returns
    -------
    Path
        The page. Two runs on the same input differ in the section ``run`` alone.
    """
    found = reports(root)
    shown = _languages(found)
    held = index_data.places(found)
    told = index_data.runs(found)
    page = {
        "lang": shown[0],
        "langs": shown,
        "parts": [
            {"lang": lang, "reports": _listed(found, lang)}
            for lang in shown
            if lang in wording.LANGUAGES or any(one["lang"] == lang for one in found)
        ],
        "map": country.chart(held),
        "places": held,
        "data": index_data.packed(index_data.reports(found, held, shown)),
        "runs": index_data.packed(told),
        "log": index_data.log(found, told)[:STATIC],
        "recent": {lang: index_data.recent(found, told, lang, RECENT) for lang in shown},
        "summary": {lang: index_data.summary(found, lang) for lang in shown},
        "unmade": run.failures_without_report(root),
        "css": render.style() + _own("index.css"),
    }
    script = [{"head": [], "script": _own("index.js")}]
    # What a run may say is embedded in any case, so that runs differ in their section alone.
    text = render.page("index.html.j2", page, script, letters=_letters(shown))
    target, staging = root / "index.html", root / ".index.html.staging"
    staging.write_text(text, encoding="utf-8")
    staging.replace(target)
    return target


def _own(name: str) -> str:
    return (render.TEMPLATES / name).read_text(encoding="utf-8")


def _languages(found: Sequence[Mapping[str, Any]]) -> list[str]:
    """List the languages of the page: those of every text, and more that reports speak."""
    made = {one["lang"] for one in found}
    return [lang for lang in table.languages() if lang in wording.LANGUAGES or lang in made]


def _letters(shown: Sequence[str]) -> str:
    words = table.own()
    keys = [key for key in words.keys() if key.split(".")[0] in {"index", "measure", "unit"}]  # noqa: SIM118 - not a dict
    titles = [text for one in notebook.library() for text in one.title.values()]
    return "".join([*(words.text(key, lang) for key in keys for lang in shown), *titles])


def _listed(found: Sequence[Mapping[str, Any]], lang: str) -> list[dict[str, Any]]:
    """List a language's reports for a browser without scripts."""
    seen: set[str] = set()
    listed = []
    for one in found:
        if one["lang"] != lang:
            continue
        standard = one["path"] == index_data.path_of(one["slug"], one["notebook"], lang)
        name = anchor(one["slug"], one["notebook"], lang)
        listed.append(
            {
                "id": name if standard else one["path"].replace("/", "-"),
                "path": one["path"],
                "place": "" if one["slug"] in seen else one["slug"],
                "name": one["name"],
                "notebook": index_data.title_of(one, lang),
                "headline": one.get("headline", "") if len(found) <= STATIC else "",
                "as_of": one["as_of"],
                "broken": one["broken"],
            }
        )
        seen.add(one["slug"])
    return listed
