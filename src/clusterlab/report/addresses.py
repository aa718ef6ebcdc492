"""Says where reports lie below the folder of all reports, so that they can name one another."""

# The folder of a report on several clusters, by the notebook's kind.
SHELVES = {"comparison": "compare", "nation": "nation"}
# Reports of this language lie in the folder itself, those of others in one of their own.
FIRST_LANGUAGE = "ko"


def in_index(slug: str, notebook: str, *, lang: str) -> str:
    """Give the link from one report to another's card in the index, which is always there.

    Parameters
    ----------
    slug : str
        Folder of the report: a cluster's, or one of `SHELVES`.
    notebook : str
        Its notebook.
    lang : str
        Language of both reports.

    Examples
    --------
    >>> in_index("magok", "siting", lang="ko"), in_index("compare", "compare_clusters", lang="en")
    ('../../index.html#magok-siting', '../../../index.html#en-compare-compare_clusters')
    """
    first = lang == FIRST_LANGUAGE
    up, prefix = ("../../", "") if first else ("../../../", f"{lang}-")
    return f"{up}index.html#{prefix}{slug}-{notebook}"
