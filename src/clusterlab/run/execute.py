"""Runs a notebook with checked parameters and publishes its report whole, or leaves the old one."""

import asyncio
import json
import os
import re
import sys
import time
import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..model import metrics
from ..model.errors import RunError as RunError
from ..report import notebook, render
from . import record, stage
from .causes import causes

REPORT_FILES = ("report.html", "map.html", "metrics.csv", "executed.ipynb")


@dataclass(frozen=True)
class Job:
    """One report to make.

    Attributes
    ----------
    label : str
        What messages call it, e.g. ``magok/cluster_profile (ko)``.
    notebook : Path
        The notebook to run.
    parameters : dict
        Every declared parameter with its checked value.
    target : Path
        The report's folder.
    lang : str
        ``"ko"`` or ``"en"``.
    inputs : mapping of str to str
        Hash of each input file.
    replace : mapping of str to str
        Texts that must not reach a published file (folders), and what stands for them.
    place : mapping
        ``lon`` and ``lat`` [degree] of the place that the report is about, for the index's map.
    cell_timeout_s, run_timeout_s : float
        Longest time for one cell, and for all.
    exports : tuple of str
        Formats to write beside the report: xlsx, gpkg, docx, hwpx, pdf.
    """

    label: str
    notebook: Path
    parameters: dict[str, Any]
    target: Path
    lang: str
    inputs: Mapping[str, str] = field(default_factory=dict)
    replace: Mapping[str, str] = field(default_factory=dict)
    place: Mapping[str, float] = field(default_factory=dict)
    cell_timeout_s: float = 600
    run_timeout_s: float = 1800
    exports: tuple[str, ...] = ()


@dataclass(frozen=True)
class Outcome:
    """How a job ended; ``message`` is one line, and empty where it went well."""

    label: str
    target: Path
    seconds: float
    message: str = ""
    notes: tuple[str, ...] = ()


def run(job: Job) -> Outcome:
    """Run one job; a failure leaves the report before it, if there is one, and tells the outcome.

    Returns
    -------
    Outcome
        Success is judged by exceptions alone: a run notebook says "completed" even when its
        kernel has died.
    """
    start, notes = time.monotonic(), list[str]()
    began = stage.stamp()
    try:
        with stage.staged(job.target, notes) as folder:
            executed = execute(job)
            rendered = render.report(executed, lang=job.lang)
            _write(job, folder, executed=executed, rendered=rendered)
            if job.exports:
                _export(job, folder)
            _record(job, folder, about=rendered.about, began=began, start=start)
        message = ""
        _failure_of(job.target).unlink(missing_ok=True)
    except (RunError, stage.BusyError, ValueError) as error:
        message = _one_line(str(error), job.replace)
    except OSError as error:
        message = _one_line(f"cannot write {error.filename}: {error.strerror}", job.replace)
    if message:
        _remember_failure(job, message=message, began=began)
    return Outcome(job.label, job.target, time.monotonic() - start, message, tuple(notes))


def execute(job: Job) -> Any:
    """Run the notebook with papermill's library and give it back with its outputs.

    Raises
    ------
    RunError
        With the question under which it failed, and the message.
    """
    # Slow to import, and not needed in order to list, check or refuse.
    import nbformat
    import papermill
    from nbclient.exceptions import CellTimeoutError, DeadKernelError

    from .kernel import OwnKernelManager

    source = notebook.read(job.notebook)
    watch = _Watch(job)
    if sys.platform.startswith("win"):
        asyncio.set_event_loop_policy(asyncio.WindowsSelectorEventLoopPolicy())
    # The kernel inherits it.
    os.environ[notebook.RUNNING] = str(job.notebook.resolve())
    try:
        with warnings.catch_warnings():
            # What jupyter's libraries say about themselves is no concern of the reader.
            warnings.simplefilter("ignore")
            return papermill.execute_notebook(
                _as_nodes(nbformat.from_dict, source),
                None,
                parameters=job.parameters,
                kernel_name="python3",
                language="python",
                progress_bar=False,
                kernel_manager_class=OwnKernelManager,
                shutdown_kernel="immediate",
                timeout_func=watch,
            )
    except papermill.PapermillExecutionError as error:
        where = watch.question(source)
        raise RunError(f'under "{where}": {error.ename}: {error.evalue}') from None
    except CellTimeoutError:
        where, limit = watch.question(source), watch.limit
        raise RunError(f'under "{where}": a cell ran for more than {limit:.0f} s') from None
    except DeadKernelError:
        where = watch.question(source)
        raise RunError(
            f'under "{where}": the kernel died (memory?); the most memory used was {_peak()}'
        ) from None


def _as_nodes(build: Callable[[Any], Any], source: Mapping[str, Any]) -> Any:
    """Turn plain dicts into nbformat's own, whose functions carry no types."""
    return build(source)


class _Watch:
    """Gives each cell its time, and knows which one is running."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._end = time.monotonic() + job.run_timeout_s
        self._cell: Mapping[str, Any] | None = None
        self.limit = job.cell_timeout_s

    def __call__(self, cell: Mapping[str, Any]) -> float:
        self._cell = cell
        left = self._end - time.monotonic()
        self.limit = max(1.0, min(self._job.cell_timeout_s, left))
        return self.limit

    def question(self, source: Any) -> str:
        """Find the heading above the cell that was running."""
        found = ""
        for cell in source["cells"]:
            if cell["cell_type"] == "markdown" and notebook.in_language(cell, self._job.lang):
                found = notebook.heading(cell) or found
            if self._cell is not None and cell["id"] == self._cell.get("id"):
                break
        return found


def _peak() -> str:
    try:
        import resource
    except ImportError:  # Windows
        return "unknown"
    kilobytes = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return f"{kilobytes / 1024:,.0f} MB"


def _write(job: Job, folder: Path, *, executed: Any, rendered: render.Rendered) -> None:
    clean = notebook.scrubbed(executed, replace=job.replace)
    # Sorted keys and one indent: the same notebook gives the same bytes.
    text = json.dumps(clean, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    texts = (rendered.report_html, rendered.map_html, rendered.metrics_csv, text)
    for name, content in zip(REPORT_FILES, texts, strict=True):
        if name == "map.html" and not content:
            continue  # A notebook need not show a map.
        data = content.encode()
        try:
            (folder / name).write_bytes(data)
        except OSError as error:
            raise RunError(
                f"cannot write {name}: {error.strerror} ({len(data):,} bytes needed)"
            ) from None


def _export(job: Job, folder: Path) -> None:
    from . import exported

    given = job.parameters
    clusters = given.get("clusters") or [given.get("cluster")]
    about = {
        "lang": job.lang,
        "notebook": job.notebook.stem,
        "version": record.versions()["clusterlab"],
        "inputs": job.inputs,
    }
    exported.write(
        folder,
        job.exports,
        out=folder,
        about=about,
        clusters=[str(name) for name in clusters if name],
        source=job.notebook,
    )


def _record(job: Job, folder: Path, *, about: Mapping[str, Any], began: str, start: float) -> None:
    rows = metrics.from_csv((folder / "metrics.csv").read_text(encoding="utf-8"))
    before = job.target / "metrics.csv"
    changed = (
        metrics.changes(
            before.read_text(encoding="utf-8"),
            (folder / "metrics.csv").read_text(encoding="utf-8"),
        )
        if before.is_file()
        else None
    )
    declared = notebook.declared(notebook.read(job.notebook), job.notebook)
    text = json.dumps(job.parameters, ensure_ascii=False)
    for old, new in job.replace.items():
        text = text.replace(json.dumps(old, ensure_ascii=False)[1:-1], new)
    known, parameters = record.read(job.target), json.loads(text)
    sha256 = record.sha256(job.notebook)
    now = {"inputs": job.inputs, "parameters": parameters, "notebook_sha256": sha256}
    why = causes(known, now | {"versions": record.versions()}) if known else {}
    record.write(
        folder,
        about={
            "notebook": job.notebook.stem,
            "kind": declared.kind,
            "title": dict(declared.title),
            "notebook_sha256": sha256,
            "lang": job.lang,
            "place": dict(job.place),
            **about,
            "metrics": {
                status: sum(row["status"] == status for row in rows) for status in metrics.STATUSES
            },
        },
        parameters=parameters,
        inputs=job.inputs,
        run={
            "started": began,
            "duration_s": round(time.monotonic() - start, 1),
            "changed_since_run_before": changed,
            "causes": why,
        },
    )


def _one_line(text: str, replace: Mapping[str, str]) -> str:
    for old, new in replace.items():
        text = text.replace(old, new)
    # Folders say where somebody works; the file's name is enough to find it.
    text = re.sub(r"(?<![\w:/])(?:/[^/\s'\"]+)+/(?=[^/\s])", "", text)
    line = " ".join(text.split())
    return line if len(line) <= 500 else line[:499] + "…"


def _failure_of(target: Path) -> Path:
    return target.with_name(f".{target.name}.failed.json")


def _remember_failure(job: Job, *, message: str, began: str) -> None:
    """Leave a note for the index: that the report shown is not of the last run, or missing."""
    try:
        note = {"label": job.label, "started": began, "message": message}
        text = json.dumps(note, ensure_ascii=False)
        _failure_of(job.target).write_text(text + "\n", encoding="utf-8")
    except OSError:
        return  # A full disk is why the run failed; the message has been given already.


def failures_without_report(root: Path) -> list[dict[str, str]]:
    """List the runs that failed where there is no report of an earlier one.

    Parameters
    ----------
    root : Path
        The folder that `clusterlab report` writes to.

    Returns
    -------
    list of dict
        label, started and message of each, by label.
    """
    found = []
    for path in [*root.glob("*/.*.failed.json"), *root.glob("*/*/.*.failed.json")]:
        target = path.with_name(path.name.removeprefix(".").removesuffix(".failed.json"))
        failure = last_failure(target)
        if failure is not None and record.read(target) is None:
            found.append({"label": target.name, "started": "", "message": ""} | failure)
    return sorted(found, key=lambda failure: failure["label"])


def last_failure(target: Path) -> dict[str, str] | None:
    """Read why the last run of a report failed, if it did."""
    try:
        return dict(json.loads(_failure_of(target).read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return None
