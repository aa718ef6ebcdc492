"""A reason is one shape: a code with numbers, read as a mapping."""

import copy
import json
import pickle

import pandas as pd
import pytest

from clusterlab.model.reason import Reason


def test_a_reason_reads_as_a_mapping() -> None:
    why = Reason("too_few_points", n=3, minimum=10)
    assert dict(why) == {"code": "too_few_points", "n": 3, "minimum": 10}
    assert why == {"code": "too_few_points", "n": 3, "minimum": 10}
    assert why != Reason("too_few_points", n=4, minimum=10)
    assert hash(why) == hash(Reason("too_few_points", minimum=10, n=3))


def test_other_shapes_become_one() -> None:
    assert Reason.of("no_data") == Reason("no_data")
    assert Reason.of({"code": "no_data", "what": "jobs"}) == Reason("no_data", what="jobs")


def test_a_reason_survives_copies_of_tables() -> None:
    table = pd.DataFrame({"a": [1.0]})
    table.attrs["reason"] = Reason("no_data")
    assert table.copy().attrs["reason"] == copy.deepcopy(Reason("no_data"))


def test_a_reason_without_a_code_is_refused() -> None:
    with pytest.raises(ValueError, match="needs a code"):
        Reason("")


def test_a_reason_does_not_change_and_can_be_written() -> None:
    why = Reason("too_few_points", n=3)
    with pytest.raises(TypeError, match="does not change"):
        why["n"] = 4
    assert json.loads(json.dumps({"reason": why})) == {"reason": {"code": "too_few_points", "n": 3}}
    assert pickle.loads(pickle.dumps(why)) == why


def test_tables_with_a_reason_can_be_kept_as_parquet(tmp_path) -> None:
    table = pd.DataFrame({"a": [1.0]})
    table.attrs["reason"] = Reason("no_data")
    table.to_parquet(tmp_path / "a.parquet")
    assert pd.read_parquet(tmp_path / "a.parquet").attrs["reason"] == {"code": "no_data"}
