"""How the benchmarks measure: processor time, and memory above what the process held before."""

import gc
import resource
import time
import tracemalloc
from collections.abc import Callable
from typing import Any


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
