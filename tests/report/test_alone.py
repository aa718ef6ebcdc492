"""A finding shows itself without a page: its answer, chart, figures, date and sources."""

import pandas as pd
import pytest

import clusterlab as cl
from clusterlab.model.finding import Comparison, Finding
from clusterlab.model.reason import Reason
from clusterlab.report import alone


@pytest.fixture
def spoken():
    yield alone.speak
    alone.speak("")


def test_a_finding_of_a_study_shows_sentence_chart_and_sources(spoken) -> None:
    spoken("en")
    magok = cl.load("magok")
    found = cl.study.regional.concentration(cl.study.scope.published(magok, value="value_added"))
    shown = found._repr_html_()
    assert "most concentrated" in shown
    assert "<svg" in shown
    assert "regional.concentration" in shown
    assert found.sources[0] in shown
    spoken("ko")
    assert "몰려 있는" in found._repr_html_()


def test_a_value_and_its_rank_are_shown(spoken) -> None:
    spoken("en")
    compared = Comparison(against="regions", rank=3, of=229)
    found = Finding(id="a.b", data=4.5, unit="m", as_of="2024", sources=["s1"], compared=compared)
    shown = alone.shown(found)
    assert "Rank 3 of 229" in shown
    assert "4.5" in shown


def test_a_reason_is_shown(spoken) -> None:
    spoken("en")
    why = Reason("too_few_points", n=3, minimum=10)
    shown = alone.shown(Finding(id="a", data=pd.DataFrame(), reason=why))
    assert "3" in shown
    with pytest.raises(ValueError, match="Unknown language"):
        alone.speak("xx")
