"""What exports read of a report: its headline by the page's rule, and nothing personal."""

import pytest

from clusterlab.report.exports.content import content


def run(*blocks: dict, sources: bool = True) -> dict:
    name = "application/vnd.clusterlab.block+json"
    title = {"kind": "title", "slug": "t", "name": "T", "kicker": "K", "as_of": "2024",
             "facts": [], "notes": []}  # fmt: skip
    every = [title, *blocks, *([{"kind": "sources", "rows": []}] if sources else [])]
    outputs = [{"data": {name: {"sources": [], "as_of": ""} | block}} for block in every]
    question = {"cell_type": "markdown", "id": "q", "metadata": {}, "source": "## Why?"}
    shown = {"cell_type": "code", "id": "c", "metadata": {}, "source": "", "outputs": outputs}
    return {"metadata": {}, "cells": [question, shown]}


def read(tmp_path, *blocks, **options):
    return content(
        run(*blocks, **options), tmp_path / "a.ipynb", figures="", lang="en", version="1"
    )


def say(text: str, **more) -> dict:
    return {"kind": "sentence", "tone": "say", "text": text} | more


def test_the_heaviest_claim_leads(held):
    assert (held.headline, held.sure) == ("Toys lead.", "7 toys")
    assert held.scope("toy") == held.title["name"]
    assert held.scope("unnamed") == "unnamed"


def test_without_claims_the_first_sentence_leads(tmp_path):
    warned = {"kind": "sentence", "tone": "warning", "text": "Mind."}
    assert read(tmp_path, warned, say("One."), say("Two.")).headline == "One."


def test_a_claim_without_weight_does_not_lead(tmp_path):
    claim = {"finding": "f", "weight": 0.0, "text": "Nothing.", "sure": "", "sources": []}
    assert read(tmp_path, say("One.", claim=claim)).headline not in {"Nothing.", "One."}


def test_what_looks_like_personal_data_is_refused(tmp_path):
    with pytest.raises(ValueError, match="e-mail"):
        read(tmp_path, say("Ask kim@example.org."))


def test_a_notebook_without_its_ends_is_refused(tmp_path):
    with pytest.raises(ValueError, match="shows no sources"):
        read(tmp_path, say("One."), sources=False)
