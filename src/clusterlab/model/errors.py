"""Every error that a user of the library may catch, under one root."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from .problem import Problem

SHOWN_PROBLEMS = 50
Kind = Literal["key", "quota", "busy", "down", "request", "unreadable", "partial", "late"]


class ClusterlabError(Exception):
    """The root of the library's own errors; each is a ValueError or a RuntimeError as well."""


class DataError(ClusterlabError, ValueError):
    """A cluster folder breaks its rules; ``problems`` lists each of them."""

    def __init__(self, problems: "Sequence[Problem]") -> None:
        from .problem import folded

        self.problems = tuple(problems)
        told = folded(self.problems)
        lines, hidden = told[:SHOWN_PROBLEMS], len(told) - SHOWN_PROBLEMS
        if hidden > 0:
            lines.append(f"… and {hidden} more: `clusterlab check` lists all of them")
        super().__init__("\n".join(lines))


class UnknownCluster(ClusterlabError, ValueError):  # noqa: N818 - the name says what it is about
    """Neither a known cluster nor a folder was named; ``known`` lists the clusters."""

    def __init__(self, name: str, known: Sequence[str]) -> None:
        from .problem import meant, shown

        self.name = name
        self.known = tuple(known)
        super().__init__(
            f"There is no cluster {shown(name)}{meant(name, known)}. "
            f"The clusters are {', '.join(known) or 'none'}; a folder with a datapackage.json "
            "can be named as well."
        )


class CellError(ClusterlabError, ValueError):
    """A cell does not hold what its column promises; the message completes "expected …"."""


class ParameterError(ClusterlabError, ValueError):
    """A parameter that is not declared, or a value that its declaration does not admit."""


class RunError(ClusterlabError, RuntimeError):
    """A notebook that did not run to its end, in one line."""


class BusyError(ClusterlabError, RuntimeError):
    """Another run is writing the same report."""


class NoKey(ClusterlabError, ValueError):  # noqa: N818 - the name says what it is about
    """The environment has no key for a service, or one that cannot be right."""


class ServiceFailure(ClusterlabError, RuntimeError):  # noqa: N818 - the name says what it is about
    """A service did not answer, refused, or sent something else than data.

    ``kind`` tells what to do about it: mend the key, wait for tomorrow's quota, try later, change
    the request. ``wait_s`` is how long the service asked to be left alone [s].
    """

    def __init__(self, kind: Kind, message: str, *, code: str = "", wait_s: float = 0.0) -> None:
        super().__init__(message)
        self.kind: Kind = kind
        self.code = code
        self.wait_s = wait_s
