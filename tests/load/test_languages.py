"""One language of names is enough, and every row has a name in it."""

import json

import pytest

from clusterlab.load.check import check
from clusterlab.load.languages import BOTH, languages_of, spoken, told
from clusterlab.load.package import read_package
from clusterlab.load.seal import seal
from clusterlab.load.tables import table
from clusterlab.load.template import new_cluster


def test_korean_and_english_leave_a_record_as_it_is() -> None:
    assert spoken(table("firms"), BOTH) is table("firms")
    assert languages_of({}) == BOTH


def test_names_stand_in_the_declared_languages() -> None:
    german = spoken(table("firms"), ("de", "en"))
    assert german.column("name_de").required
    assert not german.column("name_en").required
    assert "name_ko" not in german.names
    assert len(german.names) == len(table("firms").names)


def test_what_a_package_says_of_itself_is_said_in_both() -> None:
    meta = told({"name_de": "Adlershof", "region_de": "Berlin"}, ("de",))
    assert (meta["name_ko"], meta["name_en"], meta["region_en"]) == (
        "Adlershof", "Adlershof", "Berlin",
    )  # fmt: skip


@pytest.fixture
def german(tmp_path):
    folder = new_cluster("adlershof", tmp_path)
    path = folder / "datapackage.json"
    descriptor = json.loads(path.read_text(encoding="utf-8"))
    meta = descriptor["clusterlab"]
    for name in ("name", "region", "notes"):
        for lang in BOTH:
            del meta[f"{name}_{lang}"]
    meta |= {
        "languages": ["de"], "name_de": "Adlershof", "region_de": "Berlin", "as_of": "2025",
        "boundary_vintage": "2025", "extent": [13.4, 52.3, 13.7, 52.6], "measure_crs": "EPSG:25833",
        "currency": "EUR", "industry_classification": "NACE Rev. 2", "references": [],
    }  # fmt: skip
    descriptor["sources"] = [
        {"name": "s1", "title": "Made up", "path": "", "publisher": "clusterlab", "date": "2025",
         "licence": "CC0-1.0", "kind": "example"}
    ]  # fmt: skip
    path.write_text(json.dumps(descriptor), encoding="utf-8")
    (folder / "districts.geojson").write_text(
        json.dumps(
            {
                "type": "FeatureCollection",
                "features": [
                    {
                        "type": "Feature",
                        "properties": {"district_id": "1", "name_de": "Campus", "role": "district",
                                       "precision": "surveyed", "source_id": "s1"},
                        "geometry": {"type": "Polygon", "coordinates": [[
                            [13.5, 52.4], [13.6, 52.4], [13.6, 52.5], [13.5, 52.4]]]},
                    }
                ],
            }
        ),
        encoding="utf-8",
    )  # fmt: skip
    names = ["name_de" if name == "name_ko" else name for name in table("firms").names]
    names.remove("name_en")
    row = {"firm_id": "f1", "name_de": "Labor", "kind": "firm", "status": "present",
           "confidence": "A", "source_id": "s1", "as_of": "2025", "industry": "72.1",
           "listing": "curated", "location_basis": "none", "sector": "bio"}  # fmt: skip
    cells = [row.get(name, "") for name in names]
    text = ",".join(names) + "\n" + ",".join(cells) + "\n"
    (folder / "firms.csv").write_text(text, encoding="utf-8")
    for path in folder.glob("*.csv"):
        if path.name != "firms.csv":
            path.unlink()
    (folder / "dongs.geojson").unlink()
    seal(folder)
    return folder


def test_a_folder_in_german_alone_is_whole(german) -> None:
    assert [str(problem) for problem in check(german)] == []
    package = read_package(german)
    assert (
        package.tables["firms"][["name_ko", "name_en", "name_de"]].iloc[0].tolist() == ["Labor"] * 3
    )
    assert package.meta["name_ko"] == "Adlershof"
    assert package.tables["districts"]["name_en"].tolist() == ["Campus"]


def test_a_row_without_a_name_in_the_first_language_is_named(german) -> None:
    path = german / "firms.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("Labor", ""), encoding="utf-8")
    found = [str(p) for p in check(german)]
    assert any("firms.csv: row 2" in line and "name_de" in line for line in found), found


def test_a_language_that_is_no_code_is_named(german) -> None:
    path = german / "datapackage.json"
    text = path.read_text(encoding="utf-8").replace('"de"', '"Deutsch"')
    path.write_text(text, encoding="utf-8")
    assert any("languages" in str(problem) for problem in check(german))
