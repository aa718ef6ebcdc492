"""Whether a whole text holds a pattern anywhere: one pass, before any cell is looked at."""

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc


def holds(text: str | bytes, pattern: str) -> bool:
    """Search a text of any length.

    Parameters
    ----------
    text : str or bytes
        A whole file, in UTF-8 where it is bytes.
    pattern : str
        In the syntax of RE2, which has no look-around and never backtracks.

    Returns
    -------
    bool
        Whether it is found.

    Examples
    --------
    >>> holds("서울 강서구", "[가-힣]"), holds("Seoul", "[가-힣]")
    (True, False)
    """
    data = text.encode() if isinstance(text, str) else text
    found = pc.match_substring_regex(
        pa.array([data], type=pa.large_binary()).cast(pa.large_string()), pattern
    )
    return bool(found[0].as_py())


def text_array(cells: pd.Series) -> pa.LargeStringArray:
    """Take a column of text in the form that whole columns are computed in.

    Parameters
    ----------
    cells : Series of str
        Without gaps.

    Returns
    -------
    LargeStringArray
        In one piece.
    """
    made = pa.array(cells, type=pa.large_string())
    return made.combine_chunks() if isinstance(made, pa.ChunkedArray) else made
