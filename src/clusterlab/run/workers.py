"""Runs several reports at once in worker processes, and stops them all when told to."""

import multiprocessing
import signal
from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess

from ..model.stopping import stop
from .execute import Job, Outcome, run

STOP_SECONDS = 4.0


def run_all(
    jobs: Sequence[Job],
    *,
    workers: int,
    begun: Callable[[Job], None],
    ended: Callable[[Outcome], None],
) -> list[Outcome]:
    """Run every job; one that fails does not keep the others from running.

    Parameters
    ----------
    jobs : sequence of Job
        Run in this order.
    workers : int
        How many at once; with one, in this very process.
    begun, ended : callable
        Told of each job.

    Returns
    -------
    list of Outcome
        In the order of the jobs.
    """
    if workers < 2 or len(jobs) < 2:
        outcomes = []
        for job in jobs:
            begun(job)
            outcomes.append(run(job))
            ended(outcomes[-1])
        return outcomes
    return _run_in_processes(jobs, min(workers, len(jobs)), begun, ended)


def _run_in_processes(
    jobs: Sequence[Job],
    workers: int,
    begun: Callable[[Job], None],
    ended: Callable[[Outcome], None],
) -> list[Outcome]:
    context = multiprocessing.get_context("spawn")
    waiting = list(enumerate(jobs))
    found: dict[int, Outcome] = {}
    busy: dict[Connection, int] = {}
    processes: dict[Connection, SpawnProcess] = {}

    def hand_out(line: Connection) -> None:
        if waiting:
            number, job = waiting.pop(0)
            busy[line] = number
            begun(job)
            line.send(job)
        else:
            line.send(None)

    try:
        for _ in range(workers):
            here, there = context.Pipe()
            process = context.Process(target=_work, args=(there,))
            process.start()
            there.close()
            processes[here] = process
            hand_out(here)
        while busy:
            for line in wait(list(busy)):
                assert isinstance(line, Connection)
                number = busy.pop(line)
                try:
                    outcome = line.recv()
                except EOFError:
                    job = jobs[number]
                    code = processes[line].exitcode
                    outcome = Outcome(job.label, job.target, 0, f"its process ended ({code})")
                    found[number] = outcome
                    ended(outcome)
                    continue
                found[number] = outcome
                ended(outcome)
                hand_out(line)
    finally:
        _end(list(processes.values()), stopped=len(found) < len(jobs))
    return [
        found.get(number, Outcome(job.label, job.target, 0, "no process was left to run it"))
        for number, job in enumerate(jobs)
    ]


def _end(processes: Sequence[SpawnProcess], *, stopped: bool) -> None:
    for process in processes:
        if stopped:
            process.terminate()
    for process in processes:
        process.join(STOP_SECONDS)
        if process.is_alive():
            process.kill()
            process.join()


def _work(line: Connection) -> None:
    signal.signal(signal.SIGTERM, stop)
    # Ctrl-C goes to the parent, which then ends its workers in order.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    while True:
        job = line.recv()
        if job is None:
            return
        line.send(run(job))
