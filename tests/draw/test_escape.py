"""Hostile text stays text."""

import html
import json
import math
import re

import pytest
from hypothesis import given, strategies as st
from jinja2 import Template

from clusterlab.draw.escape import html_text, script_json


@given(st.text())
def test_html_text_reads_back_and_holds_nothing_active(text: str) -> None:
    safe = html_text(text)
    assert not re.search(r"[<>\"'`${}\\]", safe)
    kept = "".join(c for c in text if c in "\t\n\r" or not (ord(c) < 32 or ord(c) == 127))
    # Numeric references to a few code points are replaced by HTML parsers; text has none of ours.
    assert html.unescape(safe) == kept


@given(st.recursive(st.none() | st.booleans() | st.text() | st.integers(), st.lists))
def test_script_json_reads_back_and_cannot_end_the_script(value: object) -> None:
    text = script_json(value)
    assert not re.search("[<>&\u2028\u2029]", text)
    assert not re.search("{[{%#]", text), "branca would run it as a template"
    assert json.loads(text) == value


@pytest.mark.parametrize("text", ["{{7*7}}", "{% raw %}", "{#", "{{{", "\\{{", "{"])
def test_templates_stay_text(text: str) -> None:
    written = script_json({"a": {"b": text}, text: [{}]})
    assert json.loads(Template(written).render()) == {"a": {"b": text}, text: [{}]}


@pytest.mark.parametrize("value", [math.nan, math.inf, [1.0, -math.inf]])
def test_numbers_that_json_lacks_are_refused(value: object) -> None:
    with pytest.raises(ValueError, match="NaN and infinity are not allowed"):
        script_json(value)
