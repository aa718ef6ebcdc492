"""Archives of the same content are the same bytes, whenever they were written."""

import io
import zipfile

from clusterlab.report.exports.archive import packed, repacked


def test_times_are_gone_and_content_stays():
    made = []
    for year in (1999, 2020):
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w") as archive:
            archive.writestr(zipfile.ZipInfo("a.txt", (year, 1, 1, 0, 0, 0)), b"text")
        made.append(file.getvalue())
    assert made[0] != made[1]
    assert repacked(made[0]) == repacked(made[1])
    with zipfile.ZipFile(io.BytesIO(repacked(made[0]))) as archive:
        assert archive.read("a.txt") == b"text"


def test_one_part_stands_first_and_uncompressed():
    data = packed({"mimetype": b"application/hwp+zip", "b": b"b" * 100}, stored="mimetype")
    assert data[30:38] == b"mimetype"
    assert data[38:57] == b"application/hwp+zip"
