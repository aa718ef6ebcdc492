"""Time as the client sees it, so that a test can hand in another."""

import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass


def _half_to_whole() -> float:
    return 0.5 + secrets.randbelow(501) / 1000


@dataclass(frozen=True, slots=True)
class Clock:
    """What the client asks of time and of chance.

    ``elapsed`` only ever grows [s]; ``now`` is seconds since 1970; ``spread`` is a factor from
    0.5 to 1 that keeps many clients from trying again at the same moment.
    """

    elapsed: Callable[[], float] = time.monotonic
    now: Callable[[], float] = time.time
    sleep: Callable[[float], None] = time.sleep
    spread: Callable[[], float] = _half_to_whole
