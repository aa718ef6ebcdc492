"""Shows how far a run is: a moving line on a terminal, one line for each step in a log."""

from types import TracebackType
from typing import Self

from rich.console import Console
from rich.status import Status

from . import record
from .execute import Job, Outcome


class Progress:
    """Tells of jobs as they begin and end."""

    def __init__(self, total: int, *, console: Console | None = None) -> None:
        self._console = console or Console(stderr=True, highlight=False, soft_wrap=True)
        self._total, self._done = total, 0
        self._running: list[str] = []
        self._status: Status | None = None

    def __enter__(self) -> Self:
        if self._console.is_terminal:
            self._status = self._console.status("")
            self._status.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._status:
            self._status.stop()

    def begun(self, job: Job) -> None:
        """Tell that a job has begun."""
        self._running.append(job.label)
        if self._status:
            self._update()
        else:
            self._print(f"{job.label}: running")

    def ended(self, outcome: Outcome) -> None:
        """Tell how a job ended; why it failed is said once, at the end."""
        self._done += 1
        if outcome.label in self._running:
            self._running.remove(outcome.label)
        for note in outcome.notes:
            self._print(f"{outcome.label}: {note}")
        count = f"{self._done}/{self._total}"
        self._print(f"{count} {outcome.label}: {_how(outcome)} ({outcome.seconds:.1f} s)")
        self._update()

    def _print(self, line: str) -> None:
        self._console.print(line, markup=False)

    def _update(self) -> None:
        if self._status:
            self._status.update(f"{self._done}/{self._total}  {', '.join(self._running)}")


def _how(outcome: Outcome) -> str:
    if not outcome.message:
        return "done"
    before = record.read(outcome.target) is not None
    return "failed; the report before it stands" if before else "failed; there is no report of it"
