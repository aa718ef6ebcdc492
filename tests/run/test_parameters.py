"""Parameters of notebooks: declared, typed, within limits, and never code."""

import json

import pytest
from hypothesis import given, strategies as st

from clusterlab.run.parameters import Parameter, ParameterError, declared, resolve

KINDS = {
    "name": Parameter("name", "str", "magok"),
    "count": Parameter("count", "int", 3, 1, 10),
    "radius_m": Parameter("radius_m", "float", 2.5, 0, 100),
    "flag": Parameter("flag", "bool", default=True),
    "lang": Parameter("lang", "str", "ko", choices=("ko", "en")),
    "names": Parameter("names", "list[str]", ["a"]),
    "weights": Parameter("weights", "dict[str, float]", {"a": 1.0}),
}


def cell(source: str, **limits) -> dict:
    return {
        "metadata": {"clusterlab": {"parameters": limits}},
        "cells": [{"cell_type": "code", "metadata": {"tags": ["parameters"]}, "source": source}],
    }


def test_declarations_are_read_with_their_limits():
    found = declared(cell('a: str = "x"\nb: float = 2.0', b={"minimum": 1, "maximum": 3}))
    assert found["a"] == Parameter("a", "str", "x")
    assert found["b"] == Parameter("b", "float", 2.0, 1, 3)


@pytest.mark.parametrize(
    ("source", "limits", "message"),
    [
        ("a = 1", {}, "only typed assignments"),
        ("import os", {}, "only typed assignments"),
        ("a: int = f()", {}, "plain value"),
        ("a: object = 1", {}, "none of the types"),
        ("A: int = 1", {}, "small letters"),
        ("a: int = 5", {"a": {"maximum": 4}}, "a value from … to 4"),
        ("a: int = 5", {"b": {"maximum": 4}}, "no assignment"),
    ],
)
def test_a_bad_declaration_is_refused(source, limits, message):
    with pytest.raises(ParameterError, match=message):
        declared(cell(source, **limits))


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("flag", "false", False),
        ("flag", "TRUE", True),
        ("count", "7", 7),
        ("radius_m", "7", 7.0),
        ("radius_m", "1e1", 10.0),
        ("name", "NO", "NO"),
        ("name", "01110", "01110"),
        ("name", "false", "false"),
        ("names", "a, b", ["a", "b"]),
        ("names", '["a,b"]', ["a,b"]),
        ("weights", '{"b": 2}', {"b": 2.0}),
    ],
)
def test_the_declared_type_alone_reads_a_text(name, text, value):
    read = resolve(KINDS, {name: text})[name]
    assert read == value
    assert type(read) is type(value)


@pytest.mark.parametrize(
    ("name", "text", "rule"),
    [
        ("radius_m", "five", "expected a number"),
        ("radius_m", "nan", "expected a number"),
        ("radius_m", "1e999", "expected a number"),
        ("radius_m", "-1", "a value from 0 to 100"),
        ("radius_m", "1e9", "a value from 0 to 100"),
        ("count", "0", "a value from 1 to 10"),
        ("count", "2.5", "a whole number"),
        ("flag", "0", "true or false"),
        ("lang", "jp", "one of ko, en"),
        ("weights", "a,b", "JSON"),
        ("weights", '{"a": "x"}', "a number"),
        ("weights", "[" * 20000, "JSON"),
        ("names", "[1]", "text"),
        ("name", "x" * 200_000, "characters given"),
        ("name", "\ud800", "broken"),
    ],
)
def test_a_value_that_does_not_fit_is_refused_in_one_line(name, text, rule):
    with pytest.raises(ParameterError, match=rule) as caught:
        resolve(KINDS, {name: text})
    assert name in str(caught.value)
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 300


def test_an_unknown_name_is_refused_with_the_nearest():
    with pytest.raises(ParameterError, match="did you mean radius_m"):
        resolve(KINDS, {"radius": "1"})


@given(st.text())
def test_no_name_is_ever_accepted_that_is_not_declared(name):
    if name not in KINDS:
        with pytest.raises(ParameterError):
            resolve(KINDS, {name: "1"})


@given(st.text(alphabet=st.characters(exclude_categories=("Cs",)), max_size=200))
def test_any_text_arrives_unchanged(text):
    assert resolve(KINDS, {"name": text})["name"] == text


@given(st.one_of(st.none(), st.integers(), st.floats(), st.text(), st.lists(st.integers())))
def test_plain_values_are_held_to_the_same_rules(value):
    try:
        read = resolve(KINDS, {"count": value})["count"]
    except ParameterError:
        return
    assert type(read) is int
    assert 1 <= read <= 10
    json.dumps(read)
