"""Terms as a reader sees them: notes in the reader's language alone."""

import pandas as pd

from clusterlab.model.said import Named
from clusterlab.study.sites import notes

TERMS = pd.DataFrame(
    {"low": [1.0, 2.0, 3.0], "note": ["as planned", "계획대로", None]}, index=["a", "b", "c"]
)


def test_a_note_is_for_those_who_read_it():
    table = notes.table_of(TERMS, "site_terms", columns=["low"], name=Named({"ko": "", "en": "A"}))
    first, second, none = table.data["note"]
    assert first == Named({"ko": "–", "en": "as planned"})
    assert second == Named({"ko": "계획대로", "en": "–"})
    assert none is None


def test_one_language_reads_every_note():
    table = notes.table_of(TERMS, "site_terms", columns=["low"], name=Named({"de": "A"}))
    assert [note.names["de"] for note in table.data["note"][:2]] == ["as planned", "계획대로"]


def test_no_notes_no_column():
    table = notes.table_of(
        TERMS.assign(note=None), "site_terms", columns=["low"], name=Named({"en": "A"})
    )
    assert list(table.data.columns) == ["low"]


def test_names_are_those_of_the_columns():
    listed = pd.DataFrame({"name_fi": ["Tontti"], "private": [True]}, index=["s"])
    assert notes.name_of(listed, "s") == Named({"fi": "Tontti"})
