"""Makes a report again from what its run.json records, and lists what differs."""

import json
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from ..load import catalog
from ..load.package import read_package
from ..model import metrics
from . import execute as run, record
from .plan import OWN, Request, plan

SHOWN = 5


def verify(
    report: Path,
    *,
    folders: Sequence[str] = (),
    files: Mapping[str, str] | None = None,
    notebook: str | None = None,
) -> list[str]:
    """Recompute a report and say in one line each how it differs from what is recorded.

    Parameters
    ----------
    report : Path
        Folder of a finished report.
    folders : sequence of str
        Folders of the clusters that do not come with the library; a report records no folders.
    files : mapping of str to str
        Paths of the files that were parameters, by the parameter's name.
    notebook : str, optional
        File of the notebook where it does not come with the library.

    Returns
    -------
    list of str
        Files that were changed after the run, inputs and libraries that are not those of the run,
        and numbers that come out otherwise; empty where all is as recorded.

    Raises
    ------
    ValueError
        The folder holds no finished report, or a cluster or file of it is not known here.
    """
    known = record.read(report)
    if known is None:
        raise ValueError(f"{report}: no finished report (run.json is missing or not readable)")
    with tempfile.TemporaryDirectory(prefix="clusterlab-") as folder:
        (job,) = plan(_request(known, Path(folder), folders, files or {}, notebook))
        found = [f"{name}: not the file that the run wrote" for name in record.altered(report)]
        found += _inputs(known, job.inputs, record.sha256(job.notebook))
        outcome = run.run(job)
        if outcome.message:
            return [*found, f"the run failed: {outcome.message}"]
        found += _numbers(report, job.target)
        made, was = record.read(job.target), known["files"].get("report.html", {})
        same = made is not None and made["files"]["report.html"]["sha256"] == was.get("sha256")
    if not same:
        # Numbers may agree while words, pictures or libraries do not.
        found += _versions(known)
        found.append("report.html: not the same bytes")
    return found


def _request(
    known: Mapping[str, Any],
    out: Path,
    folders: Sequence[str],
    files: Mapping[str, str],
    notebook: str | None,
) -> Request:
    own = {read_package(catalog.locate(folder)).slug: folder for folder in folders}
    given = dict(known["parameters"])
    slugs = given.get("clusters") or [given.get("cluster")]
    for name in files:
        if name not in given:
            raise ValueError(f"parameter {name!r}: the report has none of that name")
    values = {name: value for name, value in given.items() if name not in OWN} | dict(files)
    return Request(
        clusters=tuple(own.get(slug, slug) for slug in slugs if slug),
        notebook=notebook or str(known["notebook"]),
        given=values,
        out=out,
        languages=(str(known["lang"]),),
    )


def _inputs(known: Mapping[str, Any], now: Mapping[str, str], notebook: str) -> list[str]:
    """Name the inputs that are not those of the run."""
    then: dict[str, str] = known["inputs"]
    found = [
        f"{name}: {_how(name, then, now)}"
        for name in sorted(then.keys() | now.keys())
        if then.get(name) != now.get(name)
    ]
    if known["notebook_sha256"] != notebook:
        found.append(f"{known['notebook']}: the notebook is not the one that ran")
    return found


def _how(name: str, then: Mapping[str, str], now: Mapping[str, str]) -> str:
    if name not in now:
        return "an input of the run that is not there now"
    return "changed since the run" if name in then else "was no input of the run"


def _numbers(report: Path, made: Path) -> list[str]:
    """Name the numbers that come out otherwise."""
    texts = []
    for folder in (report, made):
        try:
            texts.append((folder / "metrics.csv").read_text(encoding="utf-8"))
        except OSError:
            return []  # That it is gone has been said.
    changed = metrics.changes(*texts, relative=1e-9)
    found = [
        f"{row['measure']} of {row['scope']}: {row['before'] or 'nothing'} recorded, "
        f"{row['after'] or 'nothing'} now"
        for row in changed[:SHOWN]
    ]
    if len(changed) > SHOWN:
        found.append(f"and {len(changed) - SHOWN} more numbers")
    return found


def _versions(known: Mapping[str, Any]) -> list[str]:
    now = record.versions()
    return [
        f"{name}: {json.dumps(was)} ran, {json.dumps(now.get(name, 'none'))} is here"
        for name, was in known["versions"].items()
        if now.get(name) != was
    ]
