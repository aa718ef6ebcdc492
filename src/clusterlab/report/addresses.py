"""Says where reports lie below the folder of all reports, so that they can name one another."""

from ..words.table import LANGUAGES


def in_index(slug: str, notebook: str, *, lang: str) -> str:
    """Give the link from one report to another's card in the index, which is always there.

    Parameters
    ----------
    slug : str
        Folder of the report: a cluster's, or the shelf that the notebook declares.
    notebook : str
        Its notebook.
    lang : str
        Language of both reports.

    Examples
    --------
    >>> in_index("magok", "siting", lang="ko"), in_index("compare", "compare_clusters", lang="en")
    ('../../index.html#magok-siting', '../../../index.html#en-compare-compare_clusters')
    """
    # Reports of the first language lie in the folder itself, others in one of their own.
    first = lang == LANGUAGES[0]
    up, prefix = ("../../", "") if first else ("../../../", f"{lang}-")
    return f"{up}index.html#{prefix}{slug}-{notebook}"
