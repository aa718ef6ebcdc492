"""Keeps an old public name working for a while, and says what it is called now."""

import functools
import warnings
from collections.abc import Callable
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")


def renamed(old: str, new: Callable[P, R], since: str) -> Callable[P, R]:
    """Make the function that stands under an old name.

    ``hover = renamed("hover", hoover, since="0.2")`` is all that a rename needs besides a line in
    CHANGELOG.md.

    Parameters
    ----------
    old : str
        The name that goes.
    new : callable
        The function, under its new name.
    since : str
        Version from which the new name holds.

    Returns
    -------
    callable
        Does what ``new`` does, after a DeprecationWarning that points at the caller.
    """

    @functools.wraps(new)
    def called(*args: P.args, **kwargs: P.kwargs) -> R:
        warnings.warn(
            f"{old} is called {getattr(new, '__name__', new)} since clusterlab {since}",
            DeprecationWarning,
            stacklevel=2,
        )
        return new(*args, **kwargs)

    return called
