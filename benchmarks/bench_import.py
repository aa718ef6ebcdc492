"""Start-up: importing clusterlab beside importing numpy, each in a fresh process."""

import subprocess
import sys
import time
from typing import Any


def run(repeats: int = 7) -> list[dict[str, Any]]:
    """Take the shortest of several starts, less that of an empty program."""
    empty = _start("pass", repeats)
    ours = _start("import clusterlab", repeats) - empty
    peer = _start("import numpy", repeats) - empty
    return [
        {
            "work": "import clusterlab",
            "size": 1,
            "goal": "+ 0.1 s at most",
            "ours_s": ours,
            "peer": "import numpy",
            "peer_s": peer,
            "ratio": peer / ours,
            "note": f"{ours - peer:+.3f} s",
        }
    ]


def _start(code: str, repeats: int) -> float:
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        # The program is this Python, the code one of the two lines above.
        subprocess.run([sys.executable, "-c", code], check=True)  # noqa: S603 - see above
        times.append(time.perf_counter() - start)
    return min(times)


if __name__ == "__main__":
    for row in run():
        print(row)
