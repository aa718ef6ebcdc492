"""Faults of files, as offices and public services hand them out."""

import gzip
import json
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import geopandas as gpd
import openpyxl
import pyproj
import shapely

from clusterlab import DataError, read_table
from clusterlab.ingest.readers.crs_guess import Ground, plain_name
from clusterlab.ingest.readers.source import Options
from clusterlab.ingest.reading import read_file

from .case import READ, REFUSED, SET_ASIDE, Case

SET = {"confidence": "A", "source_id": "s1", "uncertainty_m": "30"}
FIXED = SET | {
    "firm_id": "x",
    "kind": "firm",
    "sector": "bio",
    "status": "present",
    "listing": "register",
}
MAGOK = (126.76, 37.52, 126.91, 37.61)
PLACES = {"마곡나루": (126.829, 37.567), "양천향교": (126.841, 37.568), "발산": (126.838, 37.559)}


def told(path: Path, **options: Any) -> str:
    """Read a file and give back the refusal, or else nothing."""
    try:
        read_table(path, **options)
    except DataError as error:
        return str(error)
    raise AssertionError(f"{path.name} was not refused")


def refused(name: str, data: bytes | str, **options: Any) -> Callable[[Path], str]:
    def run(folder: Path) -> str:
        path = folder / name
        path.write_bytes(data.encode() if isinstance(data, str) else data)
        return told(path, **options)

    return run


def noted(
    name: str, data: bytes | str, code: str, *, firms: bool = False, **options: Any
) -> Callable[[Path], str]:
    """Give back the note of one kind."""

    def run(folder: Path) -> str:
        path = folder / name
        path.write_bytes(data.encode() if isinstance(data, str) else data)
        if firms:
            options.update(table="firms", constants=SET)
        receipt = read_table(path, **options).attrs["receipt"]
        return next(note["text"] for note in receipt["notes"] if note["code"] == code)

    return run


def row(data: str, **options: Any) -> Callable[[Path], str]:
    """Give back the reason for which a row of firms was not used, or a cell was left empty."""

    def run(folder: Path) -> str:
        path = folder / "firms.csv"
        path.write_text(data, encoding="utf-8")
        frame = read_table(path, table="firms", constants=SET, **options)
        reasons = frame.attrs["receipt"]["reasons"]
        return next(reason for listed in reasons.values() for reason in listed)

    return run


def firms(*cells: str, heading: str = "종업원수") -> str:
    lines = [f"업체명,{heading}", *(f"가{place},{cell}" for place, cell in enumerate(cells))]
    return "\n".join(lines) + "\n"


def points(*pairs: tuple[float, float]) -> str:
    lines = ["업체명,경도,위도", *(f"가{n},{x!r},{y!r}" for n, (x, y) in enumerate(pairs))]
    return "\n".join(lines) + "\n"


HERE = [(126.8211 + n / 1000, 37.5611 + n / 1000) for n in range(4)]


def known_places(written: str, **options: Any) -> Callable[[Path], str]:
    """Write places that are known in a reference system, and read them as something else."""

    def run(folder: Path) -> str:
        back = pyproj.Transformer.from_crs("EPSG:4326", written, always_xy=True)
        path = folder / "stations.csv"
        lines = ["업체명,경도,위도"]
        for name, (lon, lat) in PLACES.items():
            x, y = back.transform(lon, lat)
            lines.append(f"{name}역,{x!r},{y!r}")
        path.write_text("\n".join(lines), encoding="utf-8")
        ground = Ground(MAGOK, {plain_name(name): place for name, place in PLACES.items()})
        try:
            read = read_file(path, table="firms", constants=SET, ground=ground, **options)
        except DataError as error:
            return str(error)
        return next(str(note) for note in read.reading.notes if note.code == "shifted")

    return run


def in_metres(written: str, **options: Any) -> Callable[[Path], str]:
    def run(folder: Path) -> str:
        back = pyproj.Transformer.from_crs("EPSG:4326", written, always_xy=True)
        path = folder / "firms.csv"
        path.write_text(points(*(back.transform(x, y) for x, y in HERE)), encoding="utf-8")
        return told(path, table="firms", constants=SET, extent=MAGOK, **options)

    return run


def workbook(rows: list[list[object]], *, sheets: int = 1) -> Callable[[Path], str]:
    def run(folder: Path) -> str:
        book = openpyxl.Workbook()
        for number in range(sheets):
            sheet = book.active if not number else book.create_sheet(f"둘째{number}")
            for cells in rows:
                sheet.append(cells)
        book.save(folder / "book.xlsx")
        return told(folder / "book.xlsx")

    return run


def archive(members: dict[str, bytes]) -> Callable[[Path], str]:
    def run(folder: Path) -> str:
        with zipfile.ZipFile(folder / "data.zip", "w", zipfile.ZIP_DEFLATED) as packed:
            for name, data in members.items():
                packed.writestr(name, data)
        return told(folder / "data.zip")

    return run


def layer(feature: dict[str, Any], **members: Any) -> str:
    good = {"type": "Polygon", "coordinates": [[*RING, RING[0]]]}
    named = {"adm_cd2": "1", "adm_nm": "가", "sggnm": "나", "sidonm": "다"}
    listed = [
        {"type": "Feature", "properties": named | {"adm_cd2": str(place)}, "geometry": geometry}
        for place, geometry in enumerate((good, feature))
    ]
    return json.dumps({"type": "FeatureCollection", "features": listed, **members})


RING = [[126.82, 37.56], [126.83, 37.56], [126.83, 37.57]]


def outline(feature: Any) -> Callable[[Path], str]:
    """Give back why one outline of two was not used."""

    def run(folder: Path) -> str:
        path = folder / "dongs.geojson"
        path.write_text(layer(feature), encoding="utf-8")
        frame = read_table(path, table="dongs", constants={"source_id": "s1"})
        assert len(frame) == 1
        return next(iter(frame.attrs["receipt"]["reasons"]["refused"]))

    return run


def shapefile(*lost: str) -> Callable[[Path], str]:
    def run(folder: Path) -> str:
        shapes = gpd.GeoDataFrame({"이름": ["마곡"]}, geometry=[shapely.box(0, 0, 1, 1)], crs=5186)
        shapes.to_file(folder / "plots.shp", encoding="cp949")
        for suffix in lost:
            (folder / f"plots{suffix}").unlink(missing_ok=True)
        try:
            receipt = read_table(folder / "plots.shp").attrs["receipt"]
        except DataError as error:
            return str(error)
        codes = {".prj": "no crs", ".cpg": "encoding"}
        return next(n["text"] for n in receipt["notes"] if n["code"] == codes[lost[0]])

    return run


def layers(folder: Path) -> str:
    shapes = gpd.GeoDataFrame({"n": [1]}, geometry=[shapely.Point(1, 2)], crs=5186)
    shapes.to_file(folder / "plan.gpkg", layer="용도지역")
    shapes.to_file(folder / "plan.gpkg", layer="필지")
    return told(folder / "plan.gpkg")


def cut_parquet(folder: Path) -> str:
    path = folder / "firms.parquet"
    path.write_bytes(b"PAR1" + b"\0" * 500)
    return told(path)


def unpacked_size(run: Callable[[Path], str]) -> Callable[[Path], str]:
    """Leave out how far a bomb was packed, which differs between packers."""
    return lambda folder: re.sub(r"grows [0-9,]+ times", "grows 1,000 times", run(folder))


def indented(folder: Path) -> str:
    text = "단지명,지정면적(㎡)\n명지·녹산,30\n   녹산,10\n   명지,20\n"
    return noted("complexes.csv", text, "kept")(folder)


CASES = [
    Case(
        "Encoding",
        "CP949 and nobody says so",
        READ,
        noted("firms.csv", firms("5").encode("cp949"), "encoding"),
    ),
    Case(
        "Encoding",
        "CP949 that is declared as UTF-8",
        REFUSED,
        refused("firms.csv", firms("5").encode("cp949"), encoding="utf-8"),
    ),
    Case(
        "Encoding",
        "UTF-16, Excel's “Unicode text”",
        READ,
        noted("firms.txt", firms("5").replace(",", "\t").encode("utf-16"), "encoding"),
    ),
    Case(
        "Encoding",
        "two files of different encodings joined",
        REFUSED,
        refused("firms.csv", firms("5").encode() + "나,6\n다,7\n".encode("cp949")),
    ),
    Case(
        "Encoding",
        "Korean decoded wrongly before it was saved",
        READ,
        noted("firms.csv", firms("5").replace("가0", "ë§ˆê³¡"), "mojibake"),
    ),
    Case(
        "Encoding",
        "letters in parts, as macOS writes them",
        READ,
        noted("firms.csv", "업체명,종업원수\n\u1109\u1165\u110b\u116e\u11af,5\n", "nfd"),
    ),
    Case(
        "Encoding",
        "a sign that turns the text around, a line break in a name",
        READ,
        noted("firms.csv", firms("5").replace("가0", "가\u202e나"), "unseen", firms=True),
    ),
    Case(
        "Headings",
        "title lines above the headings",
        READ,
        noted("firms.csv", "기업 목록\n(단위: 명)\n" + firms("5"), "titles"),
    ),
    Case(
        "Headings",
        "headings of two rows",
        READ,
        noted("c.csv", "유형,단지명,산업시설구역,\n,,분양,미분양\n국가,가,1,2\n", "header"),
    ),
    Case("Headings", "no headings at all", REFUSED, refused("firms.csv", "1,2\n3,4\n")),
    Case("Headings", "headings and nothing below", REFUSED, refused("firms.csv", firms())),
    Case(
        "Headings",
        "a heading that the mapping names is gone",
        REFUSED,
        refused(
            "firms.csv",
            firms("5"),
            mapping={"table": "firms", "columns": {"name_ko": "업체 이름"}, "constants": FIXED},
        ),
    ),
    Case("Tables", "an empty file", REFUSED, refused("firms.csv", b"")),
    Case(
        "Tables",
        "a web page saved as CSV",
        REFUSED,
        refused("firms.csv", "<html><title>Service Temporarily Unavailable</title>"),
    ),
    Case(
        "Tables", "a quote that nobody closed", REFUSED, refused("firms.csv", firms("5", '"6', "7"))
    ),
    Case(
        "Tables",
        "one comma too many at the end of each line",
        READ,
        noted("firms.csv", "업체명,종업원수\n가,5,\n나,6,\n", "trailing separator"),
    ),
    Case(
        "Tables",
        "more fields than headings",
        REFUSED,
        refused("firms.csv", "업체명,종업원수\n가,5,6\n나,6,7\n"),
    ),
    Case("Tables", "one row of another width", SET_ASIDE, row(firms(*"123456789") + "나\n")),
    Case(
        "Tables",
        "a row of sums among the rows",
        SET_ASIDE,
        row(firms("5", "6").replace("가1", "합계")),
    ),
    Case("Tables", "parents counted beside their parts", READ, indented),
    Case("Tables", "the same row twice", SET_ASIDE, row(firms("5") + "가0,5\n")),
    Case(
        "Tables",
        "one id with two different rows",
        REFUSED,
        refused("firms.csv", "공장관리번호,업체명\n1,가\n1,나\n", table="firms", constants=SET),
    ),
    Case(
        "Tables",
        "several sheets and none named",
        REFUSED,
        workbook([["a", "b"], ["x", 1]], sheets=2),
    ),
    Case(
        "Tables",
        "a formula that Excel never computed",
        REFUSED,
        workbook([["a", "b"], ["x", "=1+1"]]),
    ),
    Case("Tables", "a Parquet file cut off", REFUSED, cut_parquet),
    Case(
        "Numbers",
        "thousands separators",
        READ,
        noted("firms.csv", firms('"1,234"'), "amount", firms=True),
    ),
    Case(
        "Numbers",
        "full-width digits",
        READ,
        noted("firms.csv", firms("１２"), "amount", firms=True),
    ),
    Case(
        "Numbers",
        "suppressed by the publisher (X, *, 비공개)",
        READ,
        noted("firms.csv", firms("X", "5"), "suppressed", firms=True),
    ),
    Case(
        "Numbers",
        "nothing, a dash, 미상",
        READ,
        noted("firms.csv", firms("-", "5"), "missing", firms=True),
    ),
    Case("Numbers", "a word where a number should be", "cell left empty", row(firms("여럿"))),
    Case("Numbers", "a negative number of employees", SET_ASIDE, row(firms("△3", "5"))),
    Case("Numbers", "infinity, 1e400", SET_ASIDE, row(firms("1e400", "5"))),
    Case(
        "Numbers",
        "money without a unit",
        REFUSED,
        refused(
            "funds.csv",
            "조합명,결성총액\n가,500\n",
            table="funds",
            constants={
                "fund_id": "x",
                "scope": "y",
                "as_of": "2025",
                "confidence": "A",
                "source_id": "s1",
            },
        ),
    ),
    Case(
        "Numbers",
        "two units in one cell and heading",
        "cell left empty",
        lambda folder: _fund_reason(folder, "결성총액(백만원)", "500만"),
    ),
    Case(
        "Dates",
        "a year of two digits",
        READ,
        noted("firms.csv", firms("23.6.1", heading="설립일"), "date", firms=True),
    ),
    Case(
        "Dates",
        "a day number of Excel",
        READ,
        noted("firms.csv", firms("45078", heading="설립일"), "date", firms=True),
    ),
    Case(
        "Dates",
        "day and month in an order that cannot be known",
        "cell left empty",
        row(firms("06/01/2023", heading="설립일")),
    ),
    Case(
        "Codes",
        "codes that Excel took for numbers",
        READ,
        noted("firms.csv", firms("1.15E+18", heading="지번코드"), "destroyed code"),
    ),
    Case(
        "Codes",
        "postcodes without their first zero",
        READ,
        noted("firms.csv", firms("7745", "7711", heading="우편번호"), "leading zero"),
    ),
    Case(
        "Codes",
        "industry codes without their first zero",
        READ,
        noted("firms.csv", firms("1110", "26110", heading="업종코드"), "leading zero", firms=True),
    ),
    Case(
        "Coordinates",
        "longitude and latitude swapped in the whole file",
        REFUSED,
        refused(
            "firms.csv",
            points(*((y, x) for x, y in HERE)),
            table="firms",
            constants=SET,
            extent=MAGOK,
        ),
    ),
    Case(
        "Coordinates",
        "swapped in one row",
        SET_ASIDE,
        row(points(*HERE[:3], HERE[3][::-1]), extent=MAGOK),
    ),
    Case(
        "Coordinates", "0, 0", READ, noted("firms.csv", points(*HERE, (0, 0)), "zero", firms=True)
    ),
    Case(
        "Coordinates",
        "outside the cluster's extent",
        SET_ASIDE,
        row(points(*HERE, (129.1, 35.1)), extent=MAGOK),
    ),
    Case(
        "Coordinates",
        "rounded to a kilometre",
        READ,
        noted("firms.csv", points((126.82, 37.56)), "rounded", firms=True),
    ),
    Case("Coordinates", "metres, and no reference system", REFUSED, in_metres("EPSG:5186")),
    Case(
        "Coordinates",
        "EPSG:5181 read as 5186: 100 km off",
        REFUSED,
        in_metres("EPSG:5181", crs="EPSG:5186"),
    ),
    Case(
        "Coordinates",
        "EPSG:5174 read as 2097: 255 m off",
        READ,
        known_places("EPSG:5174", crs="EPSG:2097"),
    ),
    Case(
        "Coordinates",
        "degrees of the Bessel datum that pass for WGS 84",
        REFUSED,
        known_places("EPSG:4162"),
    ),
    Case(
        "Geometry",
        "metres in a GeoJSON file that claims degrees",
        REFUSED,
        refused(
            "dongs.geojson",
            json.dumps(
                {
                    "type": "FeatureCollection",
                    "features": [
                        {
                            "type": "Feature",
                            "properties": {"adm_cd2": "1"},
                            "geometry": {
                                "type": "Polygon",
                                "coordinates": [
                                    [
                                        [935000, 1950000],
                                        [936000, 1950000],
                                        [936000, 1951000],
                                        [935000, 1950000],
                                    ]
                                ],
                            },
                        }
                    ],
                }
            ),
            table="dongs",
            constants={"source_id": "s", "name_ko": "가", "sigungu_ko": "나", "sido_ko": "다"},
        ),
    ),
    Case(
        "Geometry",
        "a ring that does not close",
        SET_ASIDE,
        outline({"type": "Polygon", "coordinates": [[*RING, [126.82, 37.565]]]}),
    ),
    Case("Geometry", "no geometry", SET_ASIDE, outline(None)),
    Case(
        "Geometry",
        "a point among outlines",
        SET_ASIDE,
        outline({"type": "Point", "coordinates": RING[0]}),
    ),
    Case(
        "Geometry",
        "coordinates in quotes",
        SET_ASIDE,
        outline({"type": "Point", "coordinates": ["126.8", "37.5"]}),
    ),
    Case(
        "Geometry",
        "an outline round the world",
        SET_ASIDE,
        outline({"type": "Polygon", "coordinates": [[[-179, 37], [179, 37], [0, 38], [-179, 37]]]}),
    ),
    Case("Geometry", "a shapefile without .shx", REFUSED, shapefile(".shx")),
    Case("Geometry", "a shapefile without .prj", READ, shapefile(".prj")),
    Case("Geometry", "a shapefile in CP949 without .cpg", READ, shapefile(".cpg")),
    Case("Geometry", "a GeoPackage with several layers", REFUSED, layers),
    Case(
        "Safety",
        "an address in the place of a file",
        REFUSED,
        lambda _: told(Path("/vsicurl/http/example.org/a.csv")),
    ),
    Case("Safety", "a Python pickle", REFUSED, refused("firms.pkl", b"\x80\x04")),
    Case(
        "Safety",
        "a file that points to another file",
        REFUSED,
        refused("plots.geojson", "<OGRVRTDataSource><SrcDataSource>/etc/passwd"),
    ),
    Case("Safety", "a zip bomb", REFUSED, unpacked_size(archive({"firms.csv": b"0" * 30_000_000}))),
    Case(
        "Safety", "a zip that writes outside its folder", REFUSED, archive({"../firms.csv": b"x"})
    ),
    Case(
        "Safety",
        "a gzip bomb",
        REFUSED,
        unpacked_size(refused("firms.csv.gz", gzip.compress(b"0" * 30_000_000))),
    ),
    Case(
        "Safety",
        "a file above the size limit",
        REFUSED,
        refused("firms.csv", firms(*"5" * 200_000), limit_mb=1),
    ),
    Case(
        "Personal data",
        "a column of representatives or telephones",
        READ,
        noted("firms.csv", "업체명,대표자명\n가,김\n", "personal", firms=True),
    ),
    Case(
        "Personal data",
        "a telephone number or an address of mail in a cell",
        "cell left empty",
        row("업체명,주소\n가,문의 010-1234-5678\n나,서울\n"),
    ),
    Case(
        "Personal data",
        "rows that are patients",
        REFUSED,
        refused("claims.csv", "환자번호,주상병코드\n1,J45\n"),
    ),
    Case(
        "Personal data",
        "business registration numbers kept as ids",
        REFUSED,
        refused(
            "firms.csv",
            "사업자등록번호,업체명\n123-45-67890,가\n",
            mapping={
                "table": "firms",
                "columns": {"firm_id": "사업자등록번호", "name_ko": "업체명"},
                "constants": {k: v for k, v in FIXED.items() if k != "firm_id"},
            },
        ),
    ),
    Case(
        "Personal data",
        "a resident registration number anywhere",
        REFUSED,
        refused("firms.csv", "업체명,비고\n가,900101-1234567\n"),
    ),
]


def _fund_reason(folder: Path, heading: str, cell: str) -> str:
    path = folder / "funds.csv"
    path.write_text(f"조합명,{heading}\n가,{cell}\n", encoding="utf-8")
    constants = {"fund_id": "x", "scope": "y", "as_of": "2025", "confidence": "A", "source_id": "s"}
    read = read_file(path, table="funds", constants=constants, options=Options())
    return next(iter(read.receipt["reasons"]["cell left empty"]))
