"""Progress: one line a step in a log."""

import io
from pathlib import Path

from rich.console import Console

from clusterlab.report.progress import Progress
from clusterlab.report.run import Job, Outcome


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
        "2/2 b (ko): failed; the report before it stands (1.2 s)",
    ]
