"""Writes reports/index.html: all reports, when they ran and what changed since."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ..load.catalog import clusters
from ..report import render
from ..words import table, wording
from ..words.language import Language
from . import execute as run, record

SHOWN_CHANGES = 8
# Reports on several clusters stand behind those on one.
LAST = {"comparison": 1, "nation": 2}


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
        the country last: the run record with ``path`` (relative), ``target`` and ``failure`` (of a
        later run, or None).
    """
    found = []
    for path in sorted(root.glob("*/*/run.json")) + sorted(root.glob("*/*/*/run.json")):
        known = record.read(path.parent)
        if known is None or any(part.startswith(".") for part in path.relative_to(root).parts):
            continue
        folder = path.parent.relative_to(root).as_posix()
        failure = run.last_failure(path.parent)
        found.append(known | {"path": folder, "target": path.parent, "failure": failure})
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
    page = {
        "lang": "ko",
        "languages": [
            {
                "lang": lang,
                "reports": [_row(one, lang) for one in found if one["lang"] == lang],
            }
            for lang in table.languages()
            if lang in wording.LANGUAGES or any(one["lang"] == lang for one in found)
        ],
        "unmade": run.failures_without_report(root),
        "css": render.style(),
    }
    # What a run may say is embedded in any case, so that runs differ in their section alone.
    text = render.page("index.html.j2", page, letters=_letters())
    target, staging = root / "index.html", root / ".index.html.staging"
    staging.write_text(text, encoding="utf-8")
    staging.replace(target)
    return target


def _letters() -> str:
    words = table.own()
    keys = [key for key in words.keys() if key.split(".")[0] in {"index", "measure", "unit"}]  # noqa: SIM118 - not a dict
    return "".join(words.text(key, lang) for key in keys for lang in wording.LANGUAGES)


def _row(one: Mapping[str, Any], lang: str) -> dict[str, Any]:
    changed = one["run"]["changed_since_run_before"]
    if changed is None:
        text = wording.say("index.first_run", lang)
    elif not changed:
        text = wording.say("index.no_change", lang)
    else:
        text = wording.say("index.changes", lang, count=len(changed))
    broken = record.altered(one["target"])
    return {
        "path": one["path"],
        "name": one["name"],
        "notebook": Language(lang).chosen(one.get("title", {})) or one["notebook"],
        "map": "map.html" in one["files"],
        "as_of": one["as_of"],
        "numbers": one["metrics"]["ok"],
        "undefined": one["metrics"]["undefined"] + one["metrics"]["suppressed"],
        "broken": wording.say("index.altered", lang, names=", ".join(broken)) if broken else "",
        "failure": one["failure"],
        "started": one["run"]["started"],
        "seconds": one["run"]["duration_s"],
        "changed": text,
        "changes": [
            {
                "what": wording.label("measure", change["measure"], lang),
                "scope": change["scope"],
                "before": change["before"] or "–",
                "after": change["after"] or "–",
                "unit": wording.label("unit", change["unit"], lang),
            }
            for change in (changed or [])[:SHOWN_CHANGES]
        ],
    }
