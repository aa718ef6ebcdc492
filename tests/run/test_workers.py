"""Several reports at once, and a clean stop."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from clusterlab.report import notebook
from clusterlab.run import parameters
from clusterlab.run.execute import Job
from clusterlab.run.workers import run_all


def job(path: Path, out: Path) -> Job:
    values = parameters.resolve(parameters.declared(notebook.read(path)), {})
    return Job(f"{path.stem} (ko)", path, values, out / path.stem, "ko")


@pytest.mark.parametrize("workers", [1, 2])
def test_one_failure_does_not_keep_the_others_from_running(write_notebook, tmp_path, workers):
    paths = [
        write_notebook(name="first"),
        write_notebook("raise ValueError('no')", name="second"),
        write_notebook(name="third"),
    ]
    begun, ended = [], []
    outcomes = run_all(
        [job(path, tmp_path / "out") for path in paths],
        workers=workers,
        begun=lambda one: begun.append(one.label),
        ended=lambda one: ended.append(one.label),
    )
    assert [bool(outcome.message) for outcome in outcomes] == [False, True, False]
    assert len(begun) == len(ended) == 3
    made = sorted(path.name for path in (tmp_path / "out").iterdir() if path.is_dir())
    assert made == ["first", "third"]


@pytest.mark.skipif(os.name != "posix", reason="signals as POSIX knows them")
@pytest.mark.parametrize("workers", [1, 2])
def test_a_stop_leaves_nothing_behind(write_notebook, tmp_path, workers):
    note = tmp_path / "pid"
    slow = f"import os, time\nopen({str(note)!r}, 'a').write(f'{{os.getpid()}}\\n')\ntime.sleep(99)"
    paths = [write_notebook(slow, name=name) for name in ("first", "second")]
    script = tmp_path / "main.py"
    script.write_text(
        "import signal, sys\n"
        "from pathlib import Path\n"
        "from clusterlab.run.execute import Job\n"
        "from clusterlab.model.stopping import stop\n"
        "from clusterlab.run.workers import run_all\n"
        "if __name__ == '__main__':\n"
        "    signal.signal(signal.SIGTERM, stop)\n"
        "    values = {'cluster': 'toy', 'lang': 'ko', 'limit_m': 1.0, 'seed': 1}\n"
        f"    jobs = [Job(Path(p).stem, Path(p), values, Path({str(tmp_path / 'out')!r}) / "
        f"Path(p).stem, 'ko') for p in {[str(path) for path in paths]!r}]\n"
        f"    run_all(jobs, workers={workers}, begun=print, ended=print)\n",
        encoding="utf-8",
    )
    process = subprocess.Popen([sys.executable, str(script)], stdout=subprocess.DEVNULL)
    deadline = time.monotonic() + 60
    while (not note.exists() or len(note.read_text().split()) < workers) and (
        time.monotonic() < deadline
    ):
        time.sleep(0.1)
    asked = time.monotonic()
    process.send_signal(signal.SIGTERM)
    assert process.wait(timeout=20) == 143
    assert time.monotonic() - asked < 10
    for pid in note.read_text().split():
        for _ in range(50):
            try:
                os.kill(int(pid), 0)
            except ProcessLookupError:
                break
            time.sleep(0.1)
        else:
            pytest.fail("a kernel is still running")
    assert list((tmp_path / "out").iterdir()) == []
