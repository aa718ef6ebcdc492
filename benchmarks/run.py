"""Run benchmarks, each file in a process of its own, and write results.md beside this file.

A file `bench_<name>.py` has `run()`, which returns its rows as dicts. A row has `work`, `size`,
`ours_s` and `peer`; where known also `ours_cpu_s`, `peer_s`, `ratio`, `goal`, `memory_mb` (what
our run added), `peak_mb` (all that a process held that ran our side alone; see `peak_apart`),
`error`, `growth` (exponent of time over three sizes or more) and `note`. With `cases()`, a dict of
functions each of which returns rows, each case is run in a process of its own instead.

Without names all are run and results.md is written; with names (`make bench ROWS=invest_rates`)
the rows of these files are printed only, so that results.md is always of one run.
"""

import fnmatch
import json
import os
import platform
import subprocess
import sys
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from measured import growth

HERE = Path(__file__).parent
LIBRARIES = (
    *("numpy", "scipy", "numba", "finufft", "pandas", "geopandas", "shapely", "highspy"),
    *("scikit-learn", "h3", "duckdb", "polars", "pointpats", "esda", "pyxirr", "spopt"),
)
HEADS = (
    *("work", "size", "ours", "processor", "peer", "its time", "ratio", "goal"),
    *("memory", "peak", "error", "growth", "load"),
)
Row = dict[str, Any]
LIST = "import importlib, json; m = importlib.import_module({name!r}); "
CASES = LIST + "print(json.dumps(list(m.cases()) if hasattr(m, 'cases') else None))"
ONE = LIST + "print(json.dumps(m.cases()[{case!r}]()))"
ALL = LIST + "print(json.dumps(m.run()))"


def measure(name: str) -> list[Row]:
    """Run one file, or each of its cases, in fresh processes."""
    cases, _ = told(CASES.format(name=name))
    if cases is None:
        return rows_of(ALL.format(name=name))
    return [row for case in cases for row in rows_of(ONE.format(name=name, case=case))]


def rows_of(code: str) -> list[Row]:
    """Run some rows in a process, and add to each what only the outside can see."""
    load = os.getloadavg()[0]
    found, peak = told(code)
    for row in found:
        row["load"] = load
        # A process of several rows, or of the peer too, says nothing of one of them.
        row["process_mb"] = peak
    return list(found)


# What the kernel tells of a finished child may be its parent's; a process knows its own.
OWN_PEAK = """
import re, resource
try:
    print(int(re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())[1]))
except OSError:
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def told(code: str) -> tuple[Any, float]:
    """Return what a program prints last, as JSON, and the most memory that it held [MB]."""
    done = subprocess.run(  # noqa: S603 - this Python, and files beside this one
        [sys.executable, "-c", f"{code}\n{OWN_PEAK}"],
        cwd=HERE, capture_output=True, text=True, check=True,
    )  # fmt: skip
    said, peak_kb = done.stdout.strip().splitlines()[-2:]
    return json.loads(said), int(peak_kb) / 1024


def with_growth(rows: list[Row]) -> None:
    """Tell the growth of works that stand at three sizes or more and do not tell it themselves."""
    for work in {row["work"] for row in rows}:
        alike = sorted((row for row in rows if row["work"] == work), key=lambda row: row["size"])
        if len({row["size"] for row in alike}) >= 3:
            seconds = [row.get("ours_cpu_s") or row["ours_s"] for row in alike]
            alike[-1].setdefault("growth", growth([row["size"] for row in alike], seconds))


def line(row: Row) -> str:
    """Write one row of the table."""

    def shown(key: str, pattern: str) -> str:
        return pattern.format(row[key]) if row.get(key) is not None else "–"

    peak = shown("peak_mb", "{:,.0f} MB")
    cells = [
        row["work"],
        f"{row['size']:,}",
        shown("ours_s", "{:.3g} s"),
        shown("ours_cpu_s", "{:.3g} s"),
        row["peer"],
        shown("peer_s", "{:.3g} s"),
        shown("ratio", "{:,.3g} ×"),
        row.get("goal", "–"),
        shown("memory_mb", "{:,.0f} MB"),
        peak if row.get("peak_mb") is not None else shown("process_mb", "≤ {:,.0f} MB"),
        shown("error", "{:.1e}"),
        shown("growth", "n^{:.2f}"),
        shown("load", "{:.1f}"),
    ]
    return "| " + " | ".join(cells) + " |"


def chosen(names: list[str]) -> list[str]:
    """Find the files asked for, by name or pattern, with or without `bench_`; all without names."""
    every = sorted(path.stem for path in HERE.glob("bench_*.py"))
    asked = [name for text in names for name in text.replace(",", " ").split()]
    found = []
    for name in asked:
        pattern = "bench_" + name.removeprefix("bench_")
        some = fnmatch.filter(every, pattern)
        if not some:
            known = ", ".join(stem.removeprefix("bench_") for stem in every)
            raise SystemExit(f"No benchmark is called {name!r}; there are {known}.")
        found += some
    return found or every


def main() -> None:
    """Run all, or those named on the command line, and write the table of all."""
    names = chosen(sys.argv[1:])
    rows: list[Row] = []
    failed = []
    began = datetime.now(UTC)
    for name in names:
        print(name, flush=True)
        try:
            found = measure(name)
        except (subprocess.CalledProcessError, json.JSONDecodeError, IndexError) as problem:
            failed.append(name)
            print(f"  failed: {getattr(problem, 'stderr', problem)}", file=sys.stderr)
            continue
        with_growth(found)
        rows += found
        print("\n".join(line(row) for row in found), flush=True)
    text = written(rows, failed, began)
    if not sys.argv[1:]:
        (HERE / "results.md").write_text(text, encoding="utf-8")
    else:
        print(text)
    if failed:
        raise SystemExit(f"Failed: {', '.join(failed)}.")


def written(rows: list[Row], failed: list[str], began: datetime) -> str:
    """Write the whole table, with the circumstances above and the notes below."""
    versions = []
    for library in LIBRARIES:
        try:
            versions.append(f"{library} {version(library)}")
        except PackageNotFoundError:
            continue
    notes = [f"- {row['work']}, {row['size']:,}: {row['note']}." for row in rows if "note" in row]
    ended = datetime.now(UTC)
    loads = [row["load"] for row in rows] or [0.0]
    return "\n".join(
        [
            "# Benchmarks",
            "",
            "Written by `make bench`. Ours and the peer run in one process, one after the other;",
            "the shortest of several runs counts, or the only one where it is long. Where",
            "processor time is given (all threads together), the peer's time and the ratio are",
            "processor time too; else they are elapsed time. Memory is what our run added; peak",
            "is all that a process held which ran our side alone, or, after ≤, the whole process,",
            "peer and other rows too. Error is relative to the top of the exact answer unless a",
            "note says otherwise. Growth is the exponent of time over three sizes or more. Load",
            f"is the machine's as a row began: above {os.cpu_count()}, its processors were shared.",
            "",
            f"{began:%Y-%m-%d %H:%M}–{ended:%H:%M} UTC · {os.cpu_count()} processors "
            f"({platform.machine()}) · load {min(loads):.1f}–{max(loads):.1f} · "
            f"Python {platform.python_version()} · " + ", ".join(versions),
            "",
            *([f"Failed, and not in the table: {', '.join(failed)}.", ""] if failed else []),
            "| " + " | ".join(HEADS) + " |",
            "|" + "---|" * len(HEADS),
            *[line(row) for row in rows],
            "",
            *notes,
            "",
        ]
    )


if __name__ == "__main__":
    main()
