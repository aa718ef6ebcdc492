"""The one error of a service that failed: one clear line, no key, no address."""

from typing import Literal

Kind = Literal["key", "quota", "busy", "down", "request", "unreadable", "partial", "late"]
WORTH_ANOTHER_TRY: frozenset[str] = frozenset({"busy", "down", "unreadable"})


class ServiceFailure(RuntimeError):  # noqa: N818 - the name says what it is about
    """A service did not answer, refused, or sent something else than data.

    ``kind`` tells what to do about it: mend the key, wait for tomorrow's quota, try later, change
    the request. ``wait_s`` is how long the service asked to be left alone [s].
    """

    def __init__(self, kind: Kind, message: str, *, code: str = "", wait_s: float = 0.0) -> None:
        super().__init__(message)
        self.kind: Kind = kind
        self.code = code
        self.wait_s = wait_s
