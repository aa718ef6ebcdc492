"""What a reader's own notebook breaks is named before its kernel starts."""

import copy
import json
from pathlib import Path

import pytest

from clusterlab.report import notebook as notebooks
from clusterlab.run.rules import check, problems

PARAMETERS = 'cluster: str = "magok"\nlang: str = "en"\nweights: list[float] = [0.5, 0.5]'
CODE = (
    "page = cl.report.open_page(cl.load(cluster), lang=lang)\n"
    'page.show(Finding(id="mine.toys", said=[said("toys", count=3)]))\n'
    "page.sources()"
)
ABOUT = {"title": {"en": "Toys"}, "words": {"en": {"toys": "{count} toys"}}}
BOOK = {
    "metadata": {"clusterlab": ABOUT},
    "cells": [
        {
            "cell_type": "code", "id": "parameters", "source": PARAMETERS,
            "metadata": {"tags": ["parameters"]},
        },
        {"cell_type": "code", "id": "all", "source": CODE, "metadata": {}},
    ],
}  # fmt: skip
HERE = Path("toys.ipynb")


def broken(**changes):
    book = copy.deepcopy(BOOK)
    book["metadata"]["clusterlab"] |= changes.get("about", {})
    for number, old, new in changes.get("code", ()):
        cell = book["cells"][number]
        assert old in cell["source"]
        cell["source"] = cell["source"].replace(old, new)
    return list(problems(book, HERE))


def test_a_notebook_in_order_is_let_through() -> None:
    assert broken() == []
    check(BOOK, HERE)


@pytest.mark.parametrize("name", notebooks.names())
def test_the_notebooks_of_the_library_keep_the_rules(name: str) -> None:
    path = notebooks.locate(name)
    assert list(problems(notebooks.read(path), path)) == []


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"about": {"kinds": "x"}}, "metadata 'kinds': expected one of kind, title"),
        ({"about": {"kind": "town"}}, "metadata kind: 'town' is none of cluster, comparison"),
        ({"about": {"order": "first"}}, "metadata order: expected a whole number"),
        ({"about": {"title": {"xx": "?"}}}, "metadata title: 'xx' is none of the languages"),
        ({"about": {"words": {"en": {"toys": ""}}}}, "words: toys.ipynb: row 2: key 'toys' lacks"),
        ({"about": {"parameters": {"lang": {"least": 1}}}}, "parameters.lang: 'least' is none of"),
        ({"about": {"parameters": {"lang": {"input": "x"}}}}, "parameters.lang.input: 'x' is none"),
        ({"code": [(0, 'lang: str = "en"', "a: int = 1")]}, "parameters has no 'lang'"),
        ({"code": [(0, "weights: list[float]", "weights: array")]}, "type array is none"),
        ({"code": [(1, '"toys"', '"toy"')]}, "cell all: no word has the key 'toy' (did you mean"),
        ({"code": [(1, "page.sources()", "pass")]}, "no cell lists the sources"),
        ({"code": [(1, "open_page", "opened")]}, "no cell opens a page"),
        ({"code": [(1, "page.sources()", "page.sources(")]}, "cell all: line 3 does not parse"),
    ],
)
def test_each_rule_that_is_broken_is_named(changes, message: str) -> None:
    found = broken(**changes)
    assert any(message in line for line in found), found


def test_words_may_stand_beside_the_notebook(tmp_path: Path) -> None:
    book = copy.deepcopy(BOOK)
    del book["metadata"]["clusterlab"]["words"]
    path = tmp_path / "toys.ipynb"
    path.write_text(json.dumps(book), encoding="utf-8")
    assert any("no word has the key 'toys'" in line for line in problems(book, path))
    path.with_name("toys.words.csv").write_text("key,en\ntoys,{count} toys\n", encoding="utf-8")
    assert list(problems(book, path)) == []


def test_all_rules_are_named_in_one_line() -> None:
    book = copy.deepcopy(BOOK)
    book["metadata"]["clusterlab"] |= {"order": "x", "kind": "y"}
    with pytest.raises(ValueError, match=r"notebook toys.ipynb: .*order.*; .*kind") as caught:
        check(book, HERE)
    assert "\n" not in str(caught.value)
