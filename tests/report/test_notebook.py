"""Finding, reading and stripping notebooks."""

import ast
import json

import nbformat
import pytest

from clusterlab.report import notebook
from clusterlab.run import parameters


def test_the_nearest_name_is_offered():
    with pytest.raises(ValueError, match="did you mean cluster_profile"):
        notebook.locate("cluster_profil")


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"nbformat": 3, "cells": []}', "\xff"])
def test_what_is_no_notebook_is_refused(tmp_path, text):
    path = tmp_path / "x.ipynb"
    path.write_bytes(text.encode("latin-1"))
    with pytest.raises(ValueError, match=r"x\.ipynb: not a notebook"):
        notebook.read(path)


@pytest.mark.parametrize(
    ("lang", "question"), [("ko", "장난감은 몇 개인가?"), ("en", "How many toys?")]
)
def test_each_language_reads_its_own_questions(lang, question, make_notebook):
    sections = list(notebook.questions(make_notebook(), lang))
    assert [(identity, title) for identity, title, _ in sections] == [("how-many", question)]


@pytest.mark.parametrize("name", notebook.names())
def test_our_notebooks_are_valid_and_hold_questions_and_calls_only(name):
    path = notebook.locate(name)
    book = nbformat.read(path, as_version=4)
    nbformat.validate(book)
    assert book.nbformat_minor >= 5
    headings = {"ko": 0, "en": 0}
    for cell in book.cells:
        if cell.cell_type == "markdown" and not cell.source.startswith("# "):
            (lang,) = cell.metadata["tags"]
            headings[lang] += 1
            assert cell.source.startswith("## "), cell.source
            assert cell.source.rstrip().endswith("?"), cell.source
        elif cell.cell_type == "code":
            tree = ast.walk(ast.parse(cell.source))
            kinds = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
            assert not any(isinstance(node, kinds) for node in tree)
    assert headings["ko"] == headings["en"] > 5
    declared = parameters.declared(notebook.read(path))
    assert "lang" in declared


def test_a_run_notebook_is_stripped(make_notebook):
    run = make_notebook("pass")
    run.metadata["papermill"] = {"input_path": "/home/kim/x.ipynb"}
    run.cells[1].metadata["execution"] = {"iopub.execute_input": "2024-01-01"}
    run.cells[1].source = "open('/home/kim/secret')"
    run.cells[1].outputs = [nbformat.v4.new_output("stream", name="stderr", text="/home/kim")]
    clean = notebook.scrubbed(run, replace={"/home/kim": "~"})
    nbformat.validate(clean)
    text = json.dumps(clean)
    assert "/home/kim" not in text
    assert "2024-01-01" not in text
    assert "papermill" not in text
    assert run.metadata["papermill"], "the argument is not changed"
