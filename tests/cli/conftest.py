"""The command line run in this process, and reports only planned."""

import pytest

from clusterlab import cli
from clusterlab.run.execute import Outcome


@pytest.fixture
def command(capsys):
    """Run the command line in this process: code, output, error lines."""

    def run(*arguments: object) -> tuple[int, str, list[str]]:
        with pytest.raises(SystemExit) as ended:
            cli.main([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return ended.value.code, captured.out, captured.err.splitlines()

    return run


@pytest.fixture
def planned(monkeypatch):
    """Collect the jobs instead of running them; those whose label is in `failing` fail."""
    jobs, failing = [], set()

    def run_all(given, *, workers, begun, ended):
        jobs.extend(given)
        return [
            Outcome(job.label, job.target, 0, "it broke" if job.label in failing else "")
            for job in given
        ]

    monkeypatch.setattr("clusterlab.run.workers.run_all", run_all)
    return jobs, failing
