"""Run every benchmark in a process of its own and write results.md beside this file."""

import json
import os
import platform
import subprocess
import sys
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
LIBRARIES = ("numpy", "scipy", "numba", "finufft", "pandas", "geopandas", "pointpats", "esda")
HEADS = (
    "work",
    "size",
    "ours",
    "processor",
    "peer",
    "its time",
    "ratio",
    "goal",
    "memory",
    "error",
)
ASK = "import importlib, json; print(json.dumps(importlib.import_module({name!r}).run()))"


def measure(name: str) -> list[dict[str, Any]]:
    """Run one file's `run()` in a fresh process; its memory is then its own."""
    done = subprocess.run(  # noqa: S603 - this Python, and files beside this one
        [sys.executable, "-c", ASK.format(name=name)],
        cwd=HERE,
        check=True,
        capture_output=True,
        text=True,
    )
    rows: list[dict[str, Any]] = json.loads(done.stdout.strip().splitlines()[-1])
    return rows


def line(row: dict[str, Any]) -> str:
    """Write one row of the table."""

    def shown(key: str, pattern: str) -> str:
        return pattern.format(row[key]) if row.get(key) is not None else "–"

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
        shown("error", "{:.1e}"),
    ]
    return "| " + " | ".join(cells) + " |"


def main() -> None:
    """Run all, or those named on the command line, and write the table."""
    names = sys.argv[1:] or sorted(path.stem for path in HERE.glob("bench_*.py"))
    rows: list[dict[str, Any]] = []
    failed = []
    for name in names:
        print(name, flush=True)
        try:
            found = measure(name)
        except (subprocess.CalledProcessError, json.JSONDecodeError, IndexError) as problem:
            failed.append(name)
            print(f"  failed: {getattr(problem, 'stderr', problem)}", file=sys.stderr)
            continue
        rows += found
        print("\n".join(line(row) for row in found), flush=True)
    notes = [f"- {row['work']}, {row['size']:,}: {row['note']}." for row in rows if "note" in row]
    text = [
        "# Benchmarks",
        "",
        "Written by `make bench`. Ours and the peer run in one process, one after the other; the",
        "shortest of several runs counts, or the only one where it is long. Where processor time",
        "is given (all threads together), the peer's time and the ratio are processor time too;",
        "else they are elapsed time. Memory is what our run added. Error is relative to the top",
        "of the exact answer unless a note says otherwise.",
        "",
        f"{datetime.now(UTC):%Y-%m-%d} · {os.cpu_count()} processors ({platform.machine()}) · "
        f"Python {platform.python_version()} · "
        + ", ".join(f"{name} {version(name)}" for name in LIBRARIES),
        "",
        "| " + " | ".join(HEADS) + " |",
        "|" + "---|" * len(HEADS),
        *[line(row) for row in rows],
        "",
        *notes,
        "",
    ]
    (HERE / "results.md").write_text("\n".join(text), encoding="utf-8")
    if failed:
        raise SystemExit(f"Failed: {', '.join(failed)}.")


if __name__ == "__main__":
    main()
