"""Figures are named in the report's language; the value is not touched."""

from clusterlab.report.exports.figures import HEADS, heads, named


def test_values_are_as_kept_and_the_rest_is_worded(held):
    assert len(heads(held)) == len(set(heads(held))) == len(HEADS)
    for row in held.metrics:
        told = named(held, row)
        assert (told[2], told[4], told[5]) == (row["value"], row["n"], row["as_of"])
        assert bool(told[7]) == bool(row["reason"])
        assert "{" not in told[7]


def test_a_ratio_has_no_unit(held):
    assert {named(held, row)[3] for row in held.metrics if row["unit"] == "1"} == {""}
