"""The real clock: grows, tells the date, and spreads waits from a half to the whole."""

from clusterlab.ingest.services.clock import Clock


def test_it_runs():
    clock = Clock()
    first = clock.elapsed()
    clock.sleep(0.001)
    assert clock.elapsed() > first
    assert clock.now() > 1_700_000_000
    assert all(0.5 <= clock.spread() <= 1 for _ in range(100))
