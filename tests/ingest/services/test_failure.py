"""The failure: its kind says what to do, its text is the whole message."""

from clusterlab.ingest.services.failure import WORTH_ANOTHER_TRY, ServiceFailure


def test_it_says_what_to_do():
    failure = ServiceFailure("busy", "too busy", code="23", wait_s=7)
    assert (str(failure), failure.kind, failure.code, failure.wait_s) == (
        "too busy",
        "busy",
        "23",
        7,
    )
    assert failure.kind in WORTH_ANOTHER_TRY
    assert not WORTH_ANOTHER_TRY & {"key", "quota", "request", "partial", "late"}
