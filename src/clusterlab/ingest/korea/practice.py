"""Five made-up files with the faults of real ones, to practise importing a cluster on."""

import csv
import io
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import geopandas as gpd
import openpyxl
import pandas as pd
import shapely
from pyproj import Transformer

EXAMPLE = "예시"
"""Stands in the name of everything that is made up."""
ORIGIN = (127.3750, 36.3800)
STREETS = {"예시대로": (0.0, 0.0, 0.0, 1.0), "예시1로": (0.0, 300.0, 1.0, 0.0)}
STREETS |= {"예시2로": (0.0, 900.0, 1.0, 0.0)}
"""Of each road the metres east and north of the origin where it begins, and its direction."""
SIDE_M = 25.0
TRADES = (
    ("21101", "의약용 화합물 및 항생물질 제조업"),
    ("27112", "전기식 진단 및 요법 기기 제조업"),
    ("26121", "발광 다이오드 제조업"),
    ("29280", "산업용 로봇 제조업"),
    ("70113", "의학 및 약학 연구개발업"),
)
STAFF = ("12", "1,204", "35", "-", "비공개", "8", "140", "27", "62", "510")
TITLES = (
    "예시 산업단지 입주업체 현황 (연습용으로 지어낸 자료이며 실제 기업이 아님)",
    "기준일: 2026-06-30",
    "단위: 명",
)


def write_practice_files(folder: str | Path) -> list[Path]:
    """Write the five files.

    Parameters
    ----------
    folder : str or Path
        Where they go; made if it is not there.

    Returns
    -------
    list of Path
        Districts: a zipped shapefile in metres of EPSG:5186 without its .prj. Firms: a CSV in
        CP949 with three title rows, thousands separators, "-" and "비공개", a sum below, people's
        names, one row with longitude and latitude swapped, and rows that have an address only.
        Institutes: an Excel sheet with headings in two merged rows and sum rows. Universities: a
        table with tabs in UTF-16. Stations: a GeoPackage in metres of EPSG:5179.

    Raises
    ------
    FileExistsError
        Where one of them is there already; nothing is written.

    Notes
    -----
    Every name, road and number is made up; "예시" stands in each.
    """
    home = Path(folder)
    writers: dict[str, Callable[[Path], None]] = {
        "districts.zip": _districts,
        "firms.csv": _firms,
        "institutes.xlsx": _institutes,
        "universities.tsv": _universities,
        "stations.gpkg": _stations,
    }
    there = [name for name in writers if (home / name).exists()]
    if there:
        raise FileExistsError(f"There is already a {there[0]} in {home}; nothing was written.")
    home.mkdir(parents=True, exist_ok=True)
    for name, write in writers.items():
        write(home / name)
    return [home / name for name in writers]


def _place(east_m: float, north_m: float) -> tuple[float, float]:
    """Give longitude and latitude of a point so many metres from the origin."""
    to_metres, to_degrees = _ways("EPSG:5186")
    x, y = to_metres.transform(*ORIGIN)
    lon, lat = to_degrees.transform(x + east_m, y + north_m)
    return round(float(lon), 6), round(float(lat), 6)


@cache
def _ways(crs: str) -> tuple[Transformer, Transformer]:
    return (
        Transformer.from_crs("EPSG:4326", crs, always_xy=True),
        Transformer.from_crs(crs, "EPSG:4326", always_xy=True),
    )


def _building(street: str, number: int) -> tuple[float, float]:
    """Place a building number: ten metres each, odd ones on the left."""
    east, north, along_east, along_north = STREETS[street]
    side = -SIDE_M if number % 2 else SIDE_M
    along = 10.0 * number
    return _place(
        east + along * along_east + side * along_north,
        north + along * along_north - side * along_east,
    )


def _districts(path: Path) -> None:
    boxes = {"1": (-50, -50, 700, 600), "2": (-50, 600, 700, 1300), "3": (700, -50, 1500, 1300)}
    x, y = _ways("EPSG:5186")[0].transform(*ORIGIN)
    layer = gpd.GeoDataFrame(
        {
            "dan_id": [f"EX{number}" for number in boxes],
            "dan_name": [f"{EXAMPLE} {number}지구" for number in boxes],
            "name_en": [f"Example district {number}" for number in boxes],
        },
        geometry=[
            shapely.box(x + west, y + south, x + east, y + north)
            for west, south, east, north in boxes.values()
        ],
        crs="EPSG:5186",
    )
    with zipfile.ZipFile(path, "w") as archive:
        parts = path.with_suffix("")
        parts.mkdir()
        layer.to_file(parts / "districts.shp", encoding="cp949")
        for part in sorted(parts.iterdir()):
            if part.suffix in {".shp", ".shx", ".dbf"}:  # .prj and .cpg are lost on the way
                archive.writestr(
                    zipfile.ZipInfo(part.name, (2026, 7, 1, 9, 0, 0)), part.read_bytes()
                )
            part.unlink()
        parts.rmdir()


def _firms(path: Path) -> None:
    head = ("회사명", "업종코드", "업종명", "종업원수", "공장대표주소", "경도", "위도", "대표자명")
    rows = [(title, *[""] * (len(head) - 1)) for title in TITLES] + [head]
    count = 0
    for street in STREETS:
        for number in range(2, 122, 2):
            shown = number + (number // 2) % 2  # odd and even in turn
            if (number // 2) % 3 == 0:
                continue
            count += 1
            lon, lat = (f"{value:.6f}" for value in _building(street, shown))
            if count % 4 == 0:
                lon, lat = "", ""  # an address is all that is known
            elif count == 7:
                lon, lat = lat, lon
            code, trade = TRADES[count % len(TRADES)]
            address = f"대전광역시 유성구 {street} {shown} ({EXAMPLE}동)"
            name = f"{EXAMPLE}기업{count:03d}"
            staff = STAFF[count % len(STAFF)]
            rows.append((name, code, trade, staff, address, lon, lat, f"{EXAMPLE}인"))
    total = sum(int(row[3].replace(",", "")) for row in rows[4:] if row[3][0].isdigit())
    rows.append(("합계", "", "", f"{total:,}", "", "", "", ""))
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    path.write_bytes(text.getvalue().encode("cp949"))


def _institutes(path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None, "a new workbook has a sheet"
    sheet.title = "연구기관"
    sheet.append([f"{EXAMPLE} 연구기관 현황 (연습용으로 지어낸 자료)"])
    sheet.append(["구분", "기관명", "인원", None, "위치", None])
    sheet.append([None, None, "종사자수", "연구직", "경도", "위도"])
    for merged in ("A2:A3", "B2:B3", "C2:D2", "E2:F2"):
        sheet.merge_cells(merged)
    for kind, names in {"연구소": (1, 2, 3), "창업보육센터": (4, 5)}.items():
        for number in names:
            lon, lat = _place(150.0 + 250 * number, 750.0)
            name = f"{EXAMPLE}{kind}{number}"
            sheet.append([kind, name, 40 * number, 25 * number, lon, lat])
        sheet.append([kind, "소계", 40 * sum(names), 25 * sum(names), None, None])
    sheet.append(["합계", None, 600, 375, None, None])
    book.save(path)


def _universities(path: Path) -> None:
    table = pd.DataFrame(
        {
            "학교명": [f"{EXAMPLE}대학교", f"{EXAMPLE}과학기술원"],
            "재학생수": ["12,340", "4,100"],
            "계열": ["공학", "자연과학"],
            "경도": [str(_place(900, 200)[0]), str(_place(-30, 1200)[0])],
            "위도": [str(_place(900, 200)[1]), str(_place(-30, 1200)[1])],
        }
    )
    text = table.to_csv(sep="\t", index=False, lineterminator="\r\n")
    path.write_bytes(text.encode("utf-16"))


def _stations(path: Path) -> None:
    places = {"1": (0.0, 50.0), "2": (600.0, 320.0), "3": (1200.0, 900.0)}
    layer = gpd.GeoDataFrame(
        {
            "역번호": [f"EX{number}" for number in places],
            "역명": [f"{EXAMPLE}{number}역" for number in places],
            "노선명": f"{EXAMPLE}선",
        },
        geometry=[shapely.Point(*_place(*metres)) for metres in places.values()],
        crs="EPSG:4326",
    )
    layer.to_crs("EPSG:5179").to_file(path, driver="GPKG", layer="stations")
