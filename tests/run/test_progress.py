"""Progress: one line a step in a log."""

import io
from pathlib import Path

from rich.console import Console

from clusterlab.run import record
from clusterlab.run.execute import Job, Outcome
from clusterlab.run.progress import Progress


def test_a_log_gets_one_line_a_step():
    file = io.StringIO()
    with Progress(2, console=Console(file=file, width=40, soft_wrap=True)) as progress:
        for label, message in (("[a] (ko)", ""), ("b (ko)", "broke")):
            progress.begun(Job(label, Path(), {}, Path(), "ko"))
            progress.ended(Outcome(label, Path(), 1.25, message, ("swept",)))
    assert file.getvalue().splitlines() == [
        "[a] (ko): running",
        "[a] (ko): swept",
        "1/2 [a] (ko): done (1.2 s)",
        "b (ko): running",
        "b (ko): swept",
        "2/2 b (ko): failed; there is no report of it (1.2 s)",
    ]


def test_a_failed_run_says_whether_a_report_stands(tmp_path):
    file = io.StringIO()
    with Progress(2, console=Console(file=file, width=40, soft_wrap=True)) as progress:
        for name in ("new", "old"):
            (tmp_path / name).mkdir()
            if name == "old":
                record.write(tmp_path / name, about={}, parameters={}, inputs={}, run={})
            progress.ended(Outcome(name, tmp_path / name, 1, "broke"))
    assert file.getvalue().splitlines() == [
        "1/2 new: failed; there is no report of it (1.0 s)",
        "2/2 old: failed; the report before it stands (1.0 s)",
    ]
