"""A cluster folder to fill in: empty tables, a descriptor, and a guide in two languages."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ..model.problem import meant, shown
from .catalog import country_descriptor, packages
from .columns import MONEY, Column, Table
from .descriptor import FILE, NAMES, SLUG, TEXTS
from .languages import BOTH
from .scenario_files import SCENARIOS
from .seal import table_schema
from .tables import TABLES
from .words import Lang, description, needed_for

GUIDE = "GUIDE.md"
MEMBERS = ("measure_crs", "example")
TRUTH = {"true": True, "false": False}
OPENING: dict[Lang, str] = {
    "ko": """# {slug}: 채워 넣는 방법

1. `datapackage.json`을 엽니다. `clusterlab` 안의 빈 글자("")와 `sources`를 채웁니다.
   모든 행의 `source_id`는 `sources`에 있는 `name` 가운데 하나입니다.
2. 가진 파일이 있으면 `clusterlab import FILE --table TABLE --into {slug}`로 읽어 들입니다.
   없으면 아래 표대로 CSV 파일을 채웁니다. 첫 줄(열 이름)은 그대로 둡니다. 모르는 값은 빈 칸입니다.
   파일은 UTF-8로 저장합니다(엑셀: "CSV UTF-8"). 좌표는 EPSG:4326의 경도(lon)와 위도(lat)입니다.
   주소만 있는 행은 `clusterlab geocode {slug}`로 위치를 찾습니다.
3. `districts.geojson`에는 지구 경계를 넣습니다(QGIS: 내보내기 → GeoJSON, EPSG:4326).
   경계를 모르면 `precision`을 `none`으로, geometry를 null로 둡니다.
   가지고 있는 파일(CSV, 엑셀, SHP, GeoJSON 등)은
   `clusterlab import 파일 --table firms --into {slug} --map firms.toml` 명령으로 넣습니다.
   처음에는 열 이름을 짝지은 초안(`firms.toml`)이 만들어지며, 확인하고 다시 실행합니다.
4. `clusterlab check {slug}` 명령으로 확인하고,
   `clusterlab report {slug}` 명령으로 보고서를 만듭니다.

정책을 바꾸어 보려면 `scenarios/_example.toml`을 복사해 채우고
`clusterlab report {slug} --notebook scenario` 명령을 씁니다.

`districts`와 `firms`는 꼭 채웁니다. 나머지 표는 비워 두거나 지워도 됩니다
(지울 때는 `datapackage.json`의 `resources`에서도 지웁니다). 개인정보는 넣지 않습니다.
""",
    "en": """# {slug}: how to fill this folder

1. Open `datapackage.json`. Fill the empty texts ("") in `clusterlab`, and `sources`.
   The `source_id` of every row is the `name` of one of the `sources`.
2. Where you have files, `clusterlab import FILE --table TABLE --into {slug}` reads them in.
   Where not, fill the CSV files as listed below. Keep the first line, the column names. A value
   that is not known is an empty cell. Save as UTF-8 (Excel: "CSV UTF-8"). Points are longitude
   (lon) and latitude (lat) in EPSG:4326; `clusterlab geocode {slug}` places rows that have only
   an address.
3. `districts.geojson` takes the outlines of the districts (QGIS: export → GeoJSON, EPSG:4326).
   Where an outline is not known, `precision` is `none` and the geometry is null.
   Files that you have (CSV, Excel, shapefile, GeoJSON and others) come in with
   `clusterlab import FILE --table firms --into {slug} --map firms.toml`. The first call drafts
   `firms.toml`, which headings fill which columns; look it through and run it again.
4. `clusterlab check {slug}` looks for mistakes; `clusterlab report {slug}` makes the report.

To try a policy, copy `scenarios/_example.toml`, fill the copy, and run
`clusterlab report {slug} --notebook scenario`.

`districts` and `firms` must have rows. Other tables may stay empty, or be deleted (then from
`resources` in `datapackage.json` as well). Personal data stay out.
""",
}
HEADINGS: dict[Lang, str] = {
    "ko": "| 열 | 뜻 | 값 | 필수 | 쓰이는 지표 |",
    "en": "| column | meaning | values | required | needed for |",
}
REQUIRED: dict[Lang, str] = {"ko": "필수", "en": "yes"}
VALUES_KO = {
    "text": "글자",
    "number": "숫자",
    "integer": "정수",
    "boolean": "true 또는 false",
    "date": "2024, 2024-06 또는 2024-06-30",
    "issued": "2024, 2024-06, 2024-06-30 또는 undated(날짜 없음)",
    "day": "2024-06-30",
    "longitude": "경도 (도)",
    "latitude": "위도 (도)",
    "geometry": "도형",
}


def new_cluster(
    slug: str,
    into: str | Path = ".",
    *,
    about: Mapping[str, str] | None = None,
    country: str = "",
) -> Path:
    """Make a cluster folder to fill in.

    Parameters
    ----------
    slug : str
        Its name: small Latin letters, digits, - and _, beginning with a letter.
    into : str or Path
        The folder that it is made in.
    about : mapping, optional
        What is known of the cluster already: name_ko, name_en, region_ko, region_en, as_of,
        boundary_vintage, measure_crs, currency, industry_classification; example is true or
        false.
    country : str
        The built-in package of shared tables that says currency, reference system and
        classification; the first one of the catalog where it is empty.

    Returns
    -------
    Path
        The new folder, with a file for each table, datapackage.json, GUIDE.md and an example of
        a scenario.

    Raises
    ------
    ValueError
        Where the name breaks the rule, or is that of a built-in package, or something is said
        about the cluster that no package says of itself.
    FileExistsError
        Where something of that name is there already.
    """
    if not SLUG.fullmatch(slug):
        rule = "small Latin letters, digits, - or _, beginning with a letter, at most 40"
        raise ValueError(f"A cluster's name is made of {rule}; {shown(slug)} is not.")
    if slug in packages():
        raise ValueError(f"{shown(slug)} is a built-in package; choose another name.")
    told = _told(about or {})
    folder = Path(into) / slug
    if folder.exists():
        raise FileExistsError(f"There is already something at {folder}; nothing was written.")
    stored = [record for record in TABLES if record.format != "descriptor"]
    folder.mkdir(parents=True)
    for record in stored:
        (folder / record.path).write_text(_empty(record), encoding="utf-8", newline="\n")
    descriptor = _descriptor(slug, stored, country_descriptor(country))
    descriptor["clusterlab"] |= told
    text = json.dumps(descriptor, ensure_ascii=False, indent=1)
    (folder / FILE).write_text(text + "\n", encoding="utf-8", newline="\n")
    (folder / GUIDE).write_text(guide(slug), encoding="utf-8", newline="\n")
    (folder / SCENARIOS).mkdir()
    example = Path(__file__).with_name("scenario_example.toml").read_text(encoding="utf-8")
    (folder / SCENARIOS / "_example.toml").write_text(example, encoding="utf-8", newline="\n")
    return folder


def _told(about: Mapping[str, str]) -> dict[str, Any]:
    """Check what the user says of the cluster."""
    known = (*(f"{name}_{lang}" for name in NAMES for lang in BOTH), *TEXTS, *MEMBERS)
    told: dict[str, Any] = {}
    for name, value in about.items():
        if name not in known:
            raise ValueError(
                f"{shown(name)} is not said of a cluster{meant(name, known)}; "
                f"{', '.join(known)} are."
            )
        if name == "example" and value not in TRUTH:
            raise ValueError(f"example is true or false, not {shown(value)}.")
        told[name] = TRUTH[value] if name == "example" else value
    return told


def guide(slug: str) -> str:
    """Write the guide to a folder: what to do, then each table and column.

    Parameters
    ----------
    slug : str
        Name of the cluster.

    Returns
    -------
    str
        Markdown, Korean first, then English.
    """
    parts = []
    for lang in ("ko", "en"):
        parts.append(OPENING[lang].format(slug=slug))
        parts += [_table_guide(record, lang) for record in TABLES]
    return "\n".join(parts)


def _empty(record: Table) -> str:
    if record.format == "geojson":
        return json.dumps({"type": "FeatureCollection", "features": []}, indent=1) + "\n"
    return ",".join(record.names) + "\n"


def _descriptor(slug: str, stored: list[Table], country: Mapping[str, Any]) -> dict[str, Any]:
    there = {record.name for record in stored}
    money = [
        (record.name, column.name)
        for record in stored
        for column in record.columns
        if column.unit == MONEY
    ]
    known = country.get("money_unit", {})
    currency = str(country.get("currency", ""))
    # A price for an area is not counted in the large unit of sums.
    usual = next(iter(known.values()), "")
    units = {
        f"{table}.{name}": known.get(f"{table}.{name}", currency if name.endswith("_m2") else usual)
        for table, name in money
    }
    return {
        "profile": "data-package",
        "name": slug,
        "clusterlab": {
            "_guide": f"Fill each empty text. The members are explained in {GUIDE}.",
            "slug": slug,
            "name_ko": "",
            "name_en": "",
            "region_ko": "",
            "region_en": "",
            "as_of": "",
            "_measure_crs": "A projected reference system in metres that is true in your region.",
            "measure_crs": str(country.get("measure_crs", "")),
            "_extent": "West, south, east and north edge in degrees of where points may be.",
            "extent": list(country.get("extent", ())),
            "currency": currency,
            "_money_unit": "The unit of each money column that you fill.",
            "money_unit": units,
            "industry_classification": str(country.get("industry_classification", "")),
            "boundary_vintage": "",
            "confidential_register": False,
            "_references": "Packages of shared tables, such as national figures.",
            "references": [],
            "reference_regions": {},
            "complexes": [],
            "example": False,
            "notes_ko": [],
            "notes_en": [],
        },
        "resources": [
            {
                "name": record.name,
                "path": record.path,
                "description": description(record.name, lang="en"),
                "format": record.format,
                "encoding": "utf-8",
                "schema": table_schema(record, record.names, money_unit=units, there=there),
            }
            for record in stored
        ],
        "sources": [
            {
                "name": "s1",
                "title": "",
                "path": "",
                "publisher": "",
                "date": "",
                "licence": "",
                "kind": "",
            }
        ],
    }


def _table_guide(record: Table, lang: Lang) -> str:
    lines = [f"## {record.path}", "", description(record.name, lang=lang) + ".", ""]
    if record.format == "descriptor":
        lines[0] += f": {record.name}"
    lines += [HEADINGS[lang], "|---|---|---|---|---|"]
    for column in record.columns:
        name = "name" if (record.name, column.name) == ("sources", "source_id") else column.name
        cells = (
            f"`{name}`",
            description(record.name, column.name, lang=lang),
            _values(column, lang),
            REQUIRED[lang] if column.required else "",
            needed_for(record.name, column.name).replace(" ", ", "),
        )
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def _values(column: Column, lang: Lang) -> str:
    if column.choices:
        return ", ".join(f"`{choice}`" for choice in column.choices)
    words = VALUES_KO[column.kind] if lang == "ko" else column.expected
    return f"{words} [{column.unit}]" if column.unit else words
