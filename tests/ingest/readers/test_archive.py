"""Archives are looked through before anything is unpacked."""

import gzip
import stat
import zipfile
from pathlib import Path

import pytest

from clusterlab.ingest.readers.archive import check_members, gunzipped, unzipped
from clusterlab.model.problem import DataError


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a.zip"


def packed(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def refusal(path: Path, *, member: str | None = None, limit_mb: float = 50) -> str:
    with pytest.raises(DataError) as caught, unzipped(path, member=member, limit_mb=limit_mb):
        pass
    return str(caught.value)


@pytest.mark.parametrize(
    ("members", "said"),
    [
        ({"../a.csv": b"x"}, "this one leads out of it"),
        ({"/etc/a.csv": b"x"}, "this one leads out of it"),
        ({"C:\\a.csv": b"x"}, "this one leads out of it"),
        ({"a.zip": b"x"}, "this member is an archive itself"),
        ({"a.pkl": b"x"}, "can run code"),
        ({"a.csv": b"0" * 20_000_000}, "this member grows"),
        ({"a.hwp": b"x"}, "a data file in the archive; it holds a Hangul document"),
        ({"a.csv": b"x", "b.csv": b"y"}, 'there are "a.csv", "b.csv"'),
    ],
)
def test_what_no_honest_archive_holds(members: dict[str, bytes], said: str, path: Path) -> None:
    assert said in refusal(packed(path, members))


def test_size_and_number_have_limits(path: Path) -> None:
    import random

    data = random.Random(0).randbytes(1_500_000)
    assert "at most 1 MB; there are 2 MB" in refusal(packed(path, {"a.csv": data}), limit_mb=1)
    assert "at most 2,000 files" in refusal(packed(path, {f"{i}.csv": b"x" for i in range(2_001)}))


def test_links_and_cut_archives_are_refused(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        link = zipfile.ZipInfo("a.csv")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
    assert "this member is a link" in refusal(path)
    path.write_bytes(path.read_bytes()[:20])
    assert "damaged or cut off" in refusal(path)


def test_the_file_and_its_companions_are_unpacked_and_gone(path: Path) -> None:
    packed(path, {"d/a.shp": b"1", "d/a.DBF": b"2", "d/b.prj": b"3", "__MACOSX/a.shp": b"4"})
    with unzipped(path, member=None, limit_mb=1) as plain:
        assert plain.name == "a.shp"
        assert sorted(p.name for p in plain.parent.iterdir()) == ["a.dbf", "a.shp"]
    assert not plain.parent.exists()
    packed(path, {"a.csv": b"1", "b.csv": b"2"})
    with unzipped(path, member="b.csv", limit_mb=1) as plain:
        assert plain.read_bytes() == b"2"


def test_korean_names_without_a_flag_are_read(path: Path) -> None:
    packed(path, {"AAAA.csv": b"x"})
    raw = path.read_bytes().replace(b"AAAA.csv", "가나".encode("cp949") + b".csv")
    path.write_bytes(raw)
    assert [name for name, _ in check_members(path, limit_mb=1)] == ["가나.csv"]


def test_gzip_has_the_same_limits(tmp_path: Path) -> None:
    path = tmp_path / "a.csv.gz"
    path.write_bytes(gzip.compress(b"a,b\n1,2\n"))
    with gunzipped(path, limit_mb=1) as plain:
        assert (plain.name, plain.read_bytes()) == ("a.csv", b"a,b\n1,2\n")
    path.write_bytes(gzip.compress(b"0" * 9_000_000))
    with pytest.raises(DataError, match="grows"), gunzipped(path, limit_mb=50):
        pass
    path.write_bytes(gzip.compress(b"abc")[:-4])
    with pytest.raises(DataError, match="damaged or cut off"), gunzipped(path, limit_mb=1):
        pass
    nested = tmp_path / "a.zip.gz"
    nested.write_bytes(gzip.compress(b"x"))
    with pytest.raises(DataError, match="an archive itself"), gunzipped(nested, limit_mb=1):
        pass


def test_packed_bytes_that_changed_are_told(path: Path) -> None:
    packed(path, {"a.csv": b"a,b\n1,2\n" * 50})
    data = bytearray(path.read_bytes())
    data[45] ^= 0xFF
    path.write_bytes(bytes(data))
    assert "damaged" in refusal(path)
