"""What leads a page is worded from the finding alone, with its place among its peers."""

import pandas as pd
import pytest

from clusterlab.model.finding import Comparison, Finding
from clusterlab.model.reason import Reason
from clusterlab.model.said import Text, caution, said
from clusterlab.report import claims
from clusterlab.report.page import Page

FEW = Text({"ko": "{n}곳입니다.", "en": "There are {n}."})


@pytest.fixture
def page(monkeypatch):
    monkeypatch.setattr("clusterlab.report.page._show", lambda _: None)
    sources = pd.DataFrame({"source_id": ["s1"], "title": ["t"]})
    about = {"slug": "toys", "name": "Toys", "kicker": "", "place": "", "as_of": "2024"}
    return Page(language="en", sources=sources, about=about | {"facts": [], "notes": []}, names={})


def test_the_first_sentence_leads_unless_a_finding_has_a_headline(page):
    found = Finding(id="a", said=[said(FEW, n=3)], n=40)
    assert claims.claim(page, found)["text"] == "There are 3."
    other = Finding(id="a", said=[said(FEW, n=3)], headline=said(FEW, n=4))
    assert claims.claim(page, other)["text"] == "There are 4."


@pytest.mark.parametrize(
    "found",
    [
        Finding(id="a", reason=Reason("no_data", what="x")),
        Finding(id="a"),
        Finding(id="a", said=[said(FEW, n=None)]),
        Finding(id="a", said=[caution(FEW, n=1)]),
    ],
)
def test_nothing_leads_where_there_is_no_sentence_or_no_number(page, found):
    assert claims.claim(page, found) is None


@pytest.mark.parametrize(
    ("held", "text"),
    [
        (Comparison(against="complexes", share_below=0.96, of=1083), "top 4% of 1,083"),
        (Comparison(against="complexes", share_below=0.17), "bottom 17% of industrial complexes"),
        (Comparison(against="regions", rank=3, of=229), "top 1% of 229 regions"),
        (Comparison(against="regions", rank=1, of=51), "the highest of 51 regions"),
        (Comparison(against="regions", rank=51, of=51), "the lowest of 51 regions"),
    ],
)
def test_a_place_among_peers_is_told_from_the_nearer_end(page, held, text):
    assert text in claims.standing(page, held)
    assert claims.place(page, held)["text"] == claims.standing(page, held)


def test_a_test_has_no_place_but_its_p(page):
    held = Comparison(against="random_draws", p=0.013)
    assert claims.place(page, held) is None
    line = claims.sure(page, Finding(id="a", compared=held, n=36, grade="B", as_of="2025"))
    assert "p = 0.013" in line
    assert "n = 36" in line
    assert "grade B" in line
    assert "2025" in line
