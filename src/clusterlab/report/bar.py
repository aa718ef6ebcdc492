"""What stands in the bar of a page: ways to the index, the other kinds of report and languages."""

from collections.abc import Mapping
from typing import Any

from ..words.table import LANGUAGES, languages, own
from . import notebook


def of(title: Mapping[str, Any], lang: str) -> dict[str, Any]:
    """Give the links of a page.

    All lead through the index, which knows which reports there are: a page is the same whichever
    others were made beside it.

    Parameters
    ----------
    title : mapping
        The title block: slug, notebook and report_kind.
    lang : str
        Language of the page.

    Returns
    -------
    dict
        index; kinds (title, href, here) of the same place; languages (lang, name, href).
    """
    index = index_of(lang)
    slug, here = str(title["slug"]), str(title.get("notebook", ""))
    kinds = [
        {
            "title": one.title.get(lang) or one.title.get("en", one.name),
            "href": f"{index}#{anchor(slug, one.name, lang)}",
            "here": one.name == here,
        }
        for one in notebook.library()
        if one.standard and one.kind == title.get("report_kind", "cluster")
    ]
    others = [
        {
            "lang": other,
            "name": own().text("language.name", other),
            "href": f"{index}#{anchor(slug, here, other)}",
        }
        for other in languages()
        if other in LANGUAGES and other != lang
    ]
    return {"index": index, "kinds": kinds, "languages": others}


def index_of(lang: str) -> str:
    """Give the way from a report's folder to the index."""
    return "../../index.html" if lang == LANGUAGES[0] else "../../../index.html"


def anchor(slug: str, name: str, lang: str) -> str:
    """Name a report in the index."""
    return "-".join((slug, name) if lang == LANGUAGES[0] else (lang, slug, name))
