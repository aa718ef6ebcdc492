"""A whole text is searched in one pass."""

import pandas as pd
import pyarrow as pa

from clusterlab.ingest.readers.scan import holds, text_array


def test_text_and_bytes_are_searched() -> None:
    assert holds("가나 @", "@") and holds("가나".encode(), "나")
    assert not holds("", "가") and not holds("abc", "^b")


def test_a_column_comes_in_one_piece() -> None:
    array = text_array(pd.concat([pd.Series(["a"]), pd.Series(["b"])]))
    assert array.type == pa.large_string() and array.to_pylist() == ["a", "b"]
