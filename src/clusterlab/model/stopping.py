"""The answer to a signal that ends a process: in order, so that what was begun is cleaned up."""

from types import FrameType


def stop(number: int, _frame: FrameType | None) -> None:
    """End the process in order, as the answer to a signal: kernels and staging folders go too.

    Raises
    ------
    SystemExit
        With the code that shells give a process which that signal has ended.
    """
    raise SystemExit(128 + number)
