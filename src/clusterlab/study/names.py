"""Takes the names of a row in every language that it has them in, to be chosen on the page."""

import re
from typing import Any

from ..model.said import Named


def called(row: Any, what: str = "name") -> Named:
    """Gather the columns ``<what>_<language>`` of a row, or of a package's description.

    Parameters
    ----------
    row : mapping or Series
        The row.
    what : str
        What the columns hold: a name, a short name, a question.

    Examples
    --------
    >>> called({"name_ko": "가", "name_en": "A", "kind": "firm"})
    Named(names={'ko': '가', 'en': 'A'})
    """
    wanted = re.compile(rf"{re.escape(what)}_([a-z]{{2}})")
    found = [(wanted.fullmatch(str(key)), value) for key, value in row.items()]
    return Named({match[1]: value for match, value in found if match and isinstance(value, str)})
