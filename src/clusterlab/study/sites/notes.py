"""Tables of terms as a reader sees them: named, with their notes in the reader's language."""

import unicodedata
from collections.abc import Sequence

import numpy as np
import pandas as pd

from ...model.finding import Table
from ...model.numbers import MISSING
from ...model.said import Named

NAMES = {"term": "term", "other": "term", "basis": "site_basis"}
"""Groups that name the codes of such a table."""


def name_of(listed: pd.DataFrame, site_id: str) -> Named:
    """Name a site in every language that the data have.

    Parameters
    ----------
    listed : DataFrame
        What `appraisal.site_list` returns.
    site_id : str
        The site.
    """
    return Named({lang: str(listed.loc[site_id, f"name_{lang}"]) for lang in languages(listed)})


def languages(listed: pd.DataFrame) -> list[str]:
    """List the languages of the names in a table, by its columns ``name_<language>``."""
    return [str(c).removeprefix("name_") for c in listed.columns if str(c).startswith("name_")]


def table_of(terms: pd.DataFrame, caption: str, *, columns: Sequence[str], name: Named) -> Table:
    """Lay out terms with what they rest on; notes that the reader cannot read are left out.

    Parameters
    ----------
    terms : DataFrame
        What `appraisal.terms_of` returns.
    caption : str
        Key of the caption, which asks for the site's name.
    columns : sequence of str
        What to show, before the notes.
    name : Named
        The site.
    """
    shown = terms[list(columns)].rename_axis("term")
    noted = [_note(text, list(name.names)) for text in terms["note"]]
    if any(note is not None for note in noted):
        shown = shown.assign(note=np.array(noted, dtype=object))
    return Table(shown, caption, values={"name": name}, folded=True, names=NAMES)


def _note(text: object, known: Sequence[str]) -> Named | None:
    """Give a note to those who read its language: Latin letters stand for English here."""
    if not isinstance(text, str) or not text.strip():
        return None
    letters = [letter for letter in text if letter.isalpha()]
    latin = all(unicodedata.name(letter, "").startswith("LATIN") for letter in letters)
    own = [lang for lang in known if (lang == "en") == latin] or list(known)
    return Named({lang: text.strip() if lang in own else MISSING for lang in known})
