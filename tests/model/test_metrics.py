"""The tidy table of numbers."""

import math

import pytest
from hypothesis import given, strategies as st

from clusterlab.model.metrics import changes, from_csv, metric, to_csv

GIVEN = {"scope": "a", "unit": "1", "as_of": "2024", "sources": ["s2", "s1", "s1"]}


@given(st.one_of(st.none(), st.floats()))
def test_a_number_stands_with_unit_date_and_source_or_a_reason(value):
    if value is not None and math.isinf(value):
        with pytest.raises(ValueError, match="not finite"):
            metric("m", value, **GIVEN, reason="why")
        return
    row = metric("m", value, **GIVEN, reason="why")
    read = from_csv(to_csv([row]))[0]
    if value is None or math.isnan(value):
        assert (read["value"], read["status"], read["reason"]) == ("", "undefined", "why")
    else:
        assert math.isclose(float(read["value"]), value, rel_tol=1e-11, abs_tol=1e-300)
        assert (read["status"], read["reason"]) == ("ok", "")
    assert read["sources"] == "s1 s2"


@pytest.mark.parametrize("what", ["unit", "as_of", "sources"])
def test_a_number_without_its_company_is_refused(what):
    with pytest.raises(ValueError, match="a number needs a"):
        metric("m", 1.0, **(GIVEN | {what: ""}))


def test_a_missing_number_needs_a_reason():
    with pytest.raises(ValueError, match="no reason why"):
        metric("m", None, **GIVEN)


def test_a_withheld_number_is_not_written():
    text = to_csv([metric("m", 123.25, **GIVEN, reason="few firms", suppressed=True)])
    assert "123" not in text
    assert "suppressed" in text


def test_the_same_measure_and_scope_twice_is_refused():
    with pytest.raises(ValueError, match="given twice"):
        to_csv([metric("m", 1.0, **GIVEN)] * 2)


def test_changes_lists_what_changed_came_and_went():
    before = to_csv([metric(m, 1.0, **GIVEN) for m in ("same", "moved", "gone")])
    values = {"same": 1.0 + 1e-9, "moved": 2.0, "new": 3.0}
    after = to_csv([metric(m, v, **GIVEN) for m, v in values.items()])
    found = {row["measure"]: (row["before"], row["after"]) for row in changes(before, after)}
    assert found == {"gone": ("1", ""), "moved": ("1", "2"), "new": ("", "3")}
