"""How the benchmarks measure: processor time, memory, growth, and peers that are not at hand."""

import csv
import gc
import importlib
import json
import resource
import shutil
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

HERE = Path(__file__).parent
APART = "import measured; measured._tell_peak({module!r}, {name!r}, {arguments!r})"


def best(work: Callable[[], Any], *, repeats: int = 3) -> tuple[float, float, Any]:
    """Return the shortest wall and processor time of several runs [s], and the last result."""
    walls, processor = [], []
    result = None
    for _ in range(repeats):
        gc.collect()
        start, used = time.perf_counter(), time.process_time()
        result = work()
        walls.append(time.perf_counter() - start)
        processor.append(time.process_time() - used)
    return min(walls), min(processor), result


def traced_mb(work: Callable[[], Any]) -> float:
    """Return the most memory that Python and numpy held at once during a run [MB]."""
    tracemalloc.start()
    work()
    most = tracemalloc.get_traced_memory()[1] / 1e6
    tracemalloc.stop()
    return most


def peak_mb() -> float:
    """Return the most memory that this process has held so far [MB]."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def peak_apart(make: Callable[..., Callable[[], Any]], *arguments: Any) -> dict[str, float]:
    """Run one work in a process of its own: the most it held, and what the run added [MB].

    Parameters
    ----------
    make : function of a benchmark file
        Makes the inputs and returns the work; found again by its name.
    arguments : numbers and texts
        What `make` is called with.

    Returns
    -------
    dict
        peak_mb, memory_mb: to be put into the row.
    """
    module = Path(make.__code__.co_filename).stem
    code = APART.format(module=module, name=make.__name__, arguments=arguments)
    done = subprocess.run(  # noqa: S603 - this Python, and a function of a file beside this one
        [sys.executable, "-c", code], cwd=HERE, check=True, capture_output=True, text=True
    )
    told: dict[str, float] = json.loads(done.stdout.strip().splitlines()[-1])
    return told


def _tell_peak(module: str, name: str, arguments: Sequence[Any]) -> None:
    """Say, in the process that `peak_apart` starts, what one run held."""
    work = getattr(importlib.import_module(module), name)(*arguments)
    gc.collect()
    # What making the inputs took at its height is no part of the run: Linux forgets it on demand.
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    before = _held("VmRSS")
    work()
    most = _held("VmHWM")
    print(json.dumps({"peak_mb": most, "memory_mb": most - before}))


def _held(what: str) -> float:
    """Read what Linux says that this process holds (VmRSS) or held at most (VmHWM) [MB]."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.split(f"{what}:")[1].split()[0]) / 1024


def growth(sizes: Sequence[float], seconds: Sequence[float]) -> float:
    """Return the exponent with which times grow over three sizes or more."""
    if len(sizes) < 3:
        raise ValueError(f"Growth needs three sizes, not {len(sizes)}.")
    return float(np.polyfit(np.log(sizes), np.log(seconds), 1)[0])


def in_r(package: str) -> bool:
    """Tell whether R and one of its packages are there to be run."""
    rscript = shutil.which("Rscript")
    if rscript is None:
        return False
    asked = [rscript, "-e", f'quit(status = !requireNamespace("{package}", quietly = TRUE))']
    return subprocess.run(asked, check=False, capture_output=True).returncode == 0  # noqa: S603


def recorded(work: str, peer: str) -> dict[str, Any]:
    """Return what a peer that is not at hand took once, from recorded.csv.

    Returns
    -------
    dict
        peer (its version, and that it is recorded), peer_s, peer_mb, size.
    """
    with (HERE / "recorded.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            if (row["work"], row["peer"]) == (work, peer):
                return {
                    "peer": f"{peer} {row['version']}, recorded {row['recorded']}, not run here",
                    "peer_s": float(row["processor_s"]),
                    "peer_mb": float(row["memory_mb"]),
                    "size": int(row["size"]),
                }
    raise LookupError(f"recorded.csv has no {work!r} of {peer}.")
