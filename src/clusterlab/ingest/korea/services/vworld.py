"""VWorld, the ministry's map server: zoning, lots, industrial complexes, administrative areas."""

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import replace

import pandas as pd
from pyproj import Geod

from ...services.answer import member, read_answer, rows_of, whole_number
from ...services.failure import ServiceFailure
from ...services.records import Cut, DataSet, Made, Page, Paging, Parameter, Request, Row, Service
from .land import district_outlines, dongs, land_use, parcels

BOX_KM2 = 9.0
"""Area of a part of a box [km2]; the server takes 10 at most."""
MOST_BOXES = 100
BROKEN = re.compile(rb'"status"\s*:\s*"ERROR".*?"code"\s*:\s*"([A-Z_]+)"', re.DOTALL)


def read(body: bytes) -> Page:
    """Take an answer apart.

    Parameters
    ----------
    body : bytes
        JSON with features. The server leaves quotes unescaped in some errors; their code is read
        all the same.

    Returns
    -------
    Page
        Code: the status, or the error's code.
    """
    try:
        tree = read_answer(body)
    except ServiceFailure:
        found = BROKEN.search(body)
        if not found:
            raise
        return Page(found[1].decode("ascii"))
    status = member(tree, "response", "status")
    if status is None:
        raise ServiceFailure("unreadable", "the answer is not in the form of VWorld")
    if status == "ERROR":
        code = member(tree, "response", "error", "code")
        return Page(str(code), str(member(tree, "response", "error", "text") or ""))
    features = rows_of(member(tree, "response", "result", "featureCollection", "features"))
    total = whole_number(member(tree, "response", "record", "total"))
    return Page(str(status), "", tuple(_flat(feature) for feature in features), total)


def _flat(feature: Row) -> Row:
    properties = feature.get("properties")
    flat = dict(properties) if isinstance(properties, dict) else {}
    return flat | {"feature_id": feature.get("id"), "geometry": feature.get("geometry")}


def boxes(text: str) -> list[str]:
    """Cut a box into parts that the server takes.

    Parameters
    ----------
    text : str
        West, south, east and north edge [degree], apart by commas.

    Returns
    -------
    list of str
        Filters, from the south-west, row by row.

    Raises
    ------
    ValueError
        Where the edges are no box, or more than 100 parts would be needed.

    Examples
    --------
    >>> boxes("126.82,37.56,126.83,37.57")
    ['BOX(126.82,37.56,126.83,37.57)']
    """
    west, south, east, north = (float(edge) for edge in text.split(","))
    if not (124 <= west < east <= 132 and 33 <= south < north <= 39.5):
        raise ValueError(f"parameter box: value {text}: expected west,south,east,north in Korea")
    ring = ([west, east, east, west], [south, south, north, north])
    area_km2 = abs(Geod(ellps="WGS84").polygon_area_perimeter(*ring)[0]) / 1e6
    side = math.ceil(math.sqrt(area_km2 / BOX_KM2))
    if side * side > MOST_BOXES:
        raise ValueError(
            f"parameter box: value {text}: expected at most {MOST_BOXES * BOX_KM2:g} km2; "
            f"this box has {area_km2:,.0f}"
        )
    xs = [round(west + (east - west) * step / side, 7) for step in range(side + 1)]
    ys = [round(south + (north - south) * step / side, 7) for step in range(side + 1)]
    return [
        f"BOX({xs[column]},{ys[row]},{xs[column + 1]},{ys[row + 1]})"
        for row in range(side)
        for column in range(side)
    ]


def _plan(
    alone: dict[str, str], beside: dict[str, str]
) -> Callable[[Mapping[str, str]], list[Request]]:
    """Lay out requests for a box, or for an attribute that the layer lets one ask alone.

    Attributes are asked by a pattern; those in ``beside`` only narrow a box down.
    """

    def plan(given: Mapping[str, str]) -> list[Request]:
        asked = [
            f"{attribute}:like:{given[name]}"
            for name, attribute in (alone | beside).items()
            if name in given
        ]
        narrowed = {"attrFilter": "|".join(asked)} if asked else {}
        if "box" in given:
            return [{"geomFilter": box} | narrowed for box in boxes(given["box"])]
        if any(name in given for name in alone):
            return [narrowed]
        ways = " or ".join(f"-p {name} …" for name in ("box", *alone))
        raise ValueError(f"VWorld wants an area: {ways}")

    return plan


VWORLD = Service(
    "vworld",
    "VWorld",
    "https://api.vworld.kr",
    ("CLUSTERLAB_VWORLD_KEY",),
    "key",
    "https://www.vworld.kr/dev/v4api.do",
    read,
    optional=(("CLUSTERLAB_VWORLD_DOMAIN", "domain"),),
    pause_s=0.3,
)
BOX = Parameter(
    "box",
    "west,south,east,north edge in degrees; cut into parts of 9 km2",
    "126.80,37.55,126.86,37.58",
    required=False,
    pattern=r"-?\d+(\.\d+)?(,-?\d+(\.\d+)?){3}",
)


def _layer(
    name: str,
    layer: str,
    title: str,
    title_en: str,
    fields: tuple[tuple[str, str], ...],
    needed: tuple[str, ...],
    table: str,
    make: Callable[[pd.DataFrame, Cut], Made],
    *,
    parameters: tuple[Parameter, ...] = (),
    alone: Mapping[str, str] | None = None,
    beside: Mapping[str, str] | None = None,
    money: tuple[tuple[str, str], ...] = (),
) -> DataSet:
    return DataSet(
        name=name,
        service=VWORLD,
        title=f"국토교통부 브이월드 {title} ({layer})",
        title_en=title_en,
        publisher="국토교통부",
        licence="공공누리 제1유형(출처표시); 브이월드 이용약관",
        documentation="https://www.vworld.kr/dev/v4dv_2ddataguide2_s001.do",
        path="req/data",
        parameters=(replace(BOX, required=not alone), *parameters),
        fields=(*fields, ("feature_id", "도형번호"), ("geometry", "geometry")),
        needed=(*needed, "geometry"),
        table=table,
        make=make,
        fixed=(
            ("service", "data"),
            ("version", "2.0"),
            ("request", "GetFeature"),
            ("format", "json"),
            ("errorFormat", "json"),
            ("data", layer),
            ("crs", "EPSG:4326"),
        ),
        paging=Paging("numbered", "page", "size", 1000),
        identity=("도형번호",),
        plan=_plan(dict(alone or {}), dict(beside or {})),
        smallest=(("box", "126.830,37.560,126.831,37.561"),),
        money=money,
    )


ZONING = _layer(
    "vworld-zoning",
    "LT_C_UQ111",
    "용도지역(도시지역)",
    "Zoning of urban areas",
    (
        ("uname", "용도지역명"),
        ("sido_name", "시도명"),
        ("sigg_name", "시군구명"),
        ("dyear", "고시년도"),
        ("dnum", "고시번호"),
    ),
    ("용도지역명",),
    "land_use",
    land_use,
)
PARCELS = _layer(
    "vworld-parcels",
    "LP_PA_CBND_BUBUN",
    "연속지적도",
    "Lots of the cadastral map",
    (
        ("pnu", "고유번호"),
        ("jibun", "지번"),
        ("addr", "주소"),
        ("jiga", "공시지가"),
        ("gosi_year", "기준년"),
        ("gosi_month", "기준월"),
    ),
    ("고유번호",),
    "parcels",
    parcels,
    parameters=(
        Parameter(
            "dong",
            "code of a legal dong, 10 digits",
            "1150010500",
            required=False,
            pattern=r"\d{10}",
        ),
        Parameter("zone", "zone of these lots, for the table", "준공업지역", required=False),
        Parameter(
            "industries",
            "industries that these lots admit, for the table",
            "C21; M70",
            required=False,
        ),
    ),
    alone={"dong": "pnu"},
    money=(("parcels.price_m2", "KRW"),),
)
COMPLEXES = _layer(
    "vworld-complexes",
    "LT_C_DAMDAN",
    "산업단지 단지경계",
    "Outlines of industrial complexes",
    (("dan_id", "단지ID"), ("dan_name", "단지명"), ("cat_nam", "단지분류명")),
    ("단지명",),
    "districts",
    district_outlines,
    parameters=(
        Parameter(
            "name", "part of a complex's name, to narrow the box down", "오송", required=False
        ),
    ),
    beside={"name": "dan_name"},
)
BOUNDARIES = _layer(
    "vworld-boundaries",
    "LT_C_ADEMD_INFO",
    "읍면동 경계",
    "Outlines of legal dongs",
    (
        ("emd_cd", "행정구역코드"),
        ("full_nm", "행정구역명"),
        ("emd_kor_nm", "읍면동명"),
        ("emd_eng_nm", "읍면동영문명"),
    ),
    ("행정구역코드", "읍면동명"),
    "dongs",
    dongs,
    parameters=(
        Parameter(
            "area",
            "code of a province (2 digits) or a district (5)",
            "11500",
            required=False,
            pattern=r"\d{2,8}",
        ),
    ),
    alone={"area": "emd_cd"},
)
