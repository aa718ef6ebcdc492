"""Whether a whole text, or a whole column, holds a pattern: one pass, before any cell is read."""

import numpy as np
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
    return _holds(pa.py_buffer(text.encode() if isinstance(text, str) else text), pattern)


def column_holds(cells: pd.Series, pattern: str) -> bool:
    """Search a column as if its cells were one text.

    Parameters
    ----------
    cells : Series of str
        Without gaps. What stands in one cell is found; so is, now and then, what only two
        neighbours make up together.
    pattern : str
        In the syntax of RE2.

    Returns
    -------
    bool
        Whether it is found; False is certain.

    Examples
    --------
    >>> column_holds(pd.Series(["a", "b"]), "ab"), column_holds(pd.Series(["a", "b"]), "c")
    (True, False)
    """
    array = text_array(cells)
    _, bounds, data = array.buffers()
    if data is None or not len(array):
        return False
    offsets = np.frombuffer(bounds, dtype=np.int64)
    first, last = int(offsets[array.offset]), int(offsets[array.offset + len(array)])
    return _holds(data.slice(first, last - first), pattern)


def _holds(data: pa.Buffer, pattern: str) -> bool:
    """Let the matcher take a buffer for one long cell, so that nothing is copied."""
    bounds = pa.py_buffer(np.array([0, data.size], dtype=np.int64))
    whole = pa.Array.from_buffers(pa.large_string(), 1, [None, bounds, data])
    return bool(pc.match_substring_regex(whole, pattern)[0].as_py())


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
