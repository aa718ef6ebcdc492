"""Why a report may differ from the run before it."""

import pytest

from clusterlab.run.causes import causes

RECORD = {
    "inputs": {"town/firms.csv": "sha256:a", "town/funds.csv": "sha256:b"},
    "parameters": {"cluster": "town", "simulations": 100, "zones": ["a"]},
    "versions": {"numpy": "2.0", "clusterlab": "1"},
    "notebook_sha256": "n",
}


def test_two_equal_runs_have_no_cause():
    assert causes(RECORD, dict(RECORD)) == {}


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        (
            {"inputs": {"town/firms.csv": "sha256:A", "town/plants.csv": "sha256:c"}},
            {"data": ["town/firms.csv", "town/funds.csv", "town/plants.csv"]},
        ),
        (
            {"parameters": {"cluster": "town", "simulations": 200, "zones": ["a", "b"]}},
            {"parameters": [["simulations", "100", "200"], ["zones", "a", "a, b"]]},
        ),
        (
            {"versions": {"numpy": "2.1", "clusterlab": "1", "numba": "0.6"}},
            {"software": [["numba", "", "0.6"], ["numpy", "2.0", "2.1"]]},
        ),
        ({"notebook_sha256": "m"}, {"notebook": True}),
    ],
)
def test_each_kind_of_cause_is_named_alone(after, expected):
    assert causes(RECORD, RECORD | after) == expected


def test_what_an_older_record_lacks_is_no_cause():
    old = {name: value for name, value in RECORD.items() if name != "versions"}
    assert causes(old, RECORD) == {}
