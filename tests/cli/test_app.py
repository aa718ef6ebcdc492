"""What verbs share: assignments and pairs, each refused in one line."""

import pytest

from clusterlab.cli.app import assignments, pairs


def test_assignments_and_pairs() -> None:
    assert assignments(["a=b=c", "d="]) == {"a": "b=c", "d": ""}
    assert pairs(["a", "1", "b", "2"]) == {"a": "1", "b": "2"}


def test_what_is_no_assignment_is_refused() -> None:
    with pytest.raises(ValueError, match="expected NAME=VALUE"):
        assignments(["a"])
    with pytest.raises(ValueError, match="given twice"):
        pairs(["a", "1", "a", "2"])
