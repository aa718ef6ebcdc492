"""A fault is a record that does not change."""

import dataclasses

import pytest

from clusterlab.ingest.readers.fault import Fault


def test_a_fault_does_not_change() -> None:
    fault = Fault(3, "jobs", "x", "a number", refuses_row=False)
    with pytest.raises(dataclasses.FrozenInstanceError):
        fault.at = 4  # type: ignore[misc]  # that it fails is what is tested
