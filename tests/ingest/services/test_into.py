"""Into a cluster: rows merged, source declared, the folder checked before it is touched."""

import csv
import json
import shutil
from dataclasses import replace

import pytest

from clusterlab.ingest.korea.services.semas import firms
from clusterlab.ingest.services.fetch import fetch
from clusterlab.ingest.services.into import put
from clusterlab.load.check import check
from clusterlab.load.package import read_package
from clusterlab.model.problem import DataError

AREA = {"area": "11500603"}

BOX = {"box": "126.82,37.56,126.83,37.57"}


@pytest.fixture
def cluster(tmp_path):
    """Make a small whole cluster, sealed by nobody."""
    folder = tmp_path / "toy"
    folder.mkdir()
    ring = [[126.81, 37.55], [126.84, 37.55], [126.84, 37.58], [126.81, 37.58], [126.81, 37.55]]
    district = {"district_id": "d1", "name_ko": "가", "name_en": "A", "role": "district",
                "precision": "exact", "source_id": "s1"}  # fmt: skip
    outline = {"type": "Polygon", "coordinates": [ring]}
    feature = {"type": "Feature", "properties": district, "geometry": outline}
    (folder / "districts.geojson").write_text(
        json.dumps({"type": "FeatureCollection", "features": [feature]}, ensure_ascii=False),
        encoding="utf-8",
    )
    (folder / "firms.csv").write_text(
        "firm_id,name_ko,kind,sector,status,listing,lon,lat,location_basis,uncertainty_m,"
        "confidence,source_id\n"
        "own1,가나바이오,firm,bio,present,curated,126.825,37.565,register,30,A,s1\n",
        encoding="utf-8",
    )
    descriptor = {
        "clusterlab": {
            "slug": "toy", "name_ko": "장난감", "name_en": "Toy", "region_ko": "서울",
            "region_en": "Seoul", "as_of": "2026-06", "measure_crs": "EPSG:5186",
            "extent": [126.8, 37.5, 126.9, 37.6], "currency": "KRW", "money_unit": {},
            "industry_classification": "KSIC 10", "boundary_vintage": "2026", "example": True,
        },
        "resources": [
            {"name": "districts", "path": "districts.geojson"},
            {"name": "firms", "path": "firms.csv"},
        ],
        "sources": [
            {"name": "s1", "title": "A register", "path": "https://example.org/",
             "publisher": "An office", "date": "2024-05", "licence": "CC0", "kind": "register"},
        ],
    }  # fmt: skip
    (folder / "datapackage.json").write_text(
        json.dumps(descriptor, ensure_ascii=False), encoding="utf-8"
    )
    assert check(folder) == []
    return folder


def rows(folder, name):
    with (folder / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def contents(folder):
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_stores_join_the_firms_that_are_there_and_check_accepts_them(server, stores, cluster):
    server.data_go_kr(stores(40))
    receipt = put(fetch("semas-stores", AREA), cluster)
    assert check(cluster) == []
    assert (receipt.fetched, receipt.used, receipt.replaced) == (40, 40, 0)
    there = rows(cluster, "firms.csv")
    assert [firm["firm_id"] for firm in there[:2]] == ["own1", "semas-MA010100000000000000"]
    package = read_package(cluster)
    assert len(package.tables["firms"]) == 41
    declared = package.sources.set_index("source_id").loc["semas-stores-11500603"]
    assert (declared["date"], declared["licence"]) == ("2026-11-18", "이용허락범위 제한 없음")
    assert sorted(path.name for path in cluster.parent.iterdir()) == ["cache", "toy"]


def test_a_second_fetch_replaces_the_first_and_nothing_else(server, stores, cluster):
    server.data_go_kr(stores(40))
    put(fetch("semas-stores", AREA), cluster)
    server.data_go_kr(stores(30))
    receipt = put(fetch("semas-stores", AREA, refresh=True), cluster)
    assert (receipt.used, receipt.replaced) == (30, 40)
    assert len(rows(cluster, "firms.csv")) == 31
    again = put(fetch("semas-stores", {"area": "11500"}), cluster)
    assert (again.used, again.replaced) == (30, 30)
    assert len(rows(cluster, "firms.csv")) == 31
    assert check(cluster) == []


def test_the_same_fetch_gives_the_same_bytes(server, stores, cluster):
    server.data_go_kr(stores(30))
    put(fetch("semas-stores", AREA), cluster)
    once = contents(cluster)
    put(fetch("semas-stores", AREA), cluster)
    twice = contents(cluster)
    assert {name for name in once if once[name] != twice[name]} <= {
        "imports/firms-semas-stores-11500603.json"
    }


def test_every_row_is_used_or_set_aside_with_its_reason(server, stores, cluster):
    fresh = stores(10)
    fresh[3] |= {"bizesNm": ""}
    fresh[4] |= {"lon": 129.0}
    server.data_go_kr(fresh)
    receipt = put(fetch("semas-stores", AREA), cluster)
    assert receipt.used + sum(receipt.left_out.values()) == receipt.fetched == 10
    aside = rows(cluster, "imports/firms-semas-stores-11500603-set-aside.csv")
    assert [(row["상가업소번호"], row["reason"]) for row in aside] == [
        ("MA010100000000000003", "without a number or a name"),
        ("MA010100000000000004", "outside the extent of the cluster"),
    ]
    text = (cluster / "imports/firms-semas-stores-11500603.json").read_text(encoding="utf-8")
    told = json.loads(text)
    assert (told["rows"], told["used"], told["reported"]) == (10, 8, 10)
    assert told["request"] == {"area": "11500603", "key": "***"}
    assert "rprsntvNm" in told["fields_not_kept"]
    assert "홍길동" not in text


def test_a_change_that_brings_a_problem_changes_nothing(server, stores, cluster):
    server.data_go_kr(stores(3))
    fetched = fetch("semas-stores", AREA)
    before = contents(cluster)

    def broken(frame, known):
        made = firms(frame, known)
        made.frame["status"] = "open"
        return made

    wrong = replace(fetched, data_set=replace(fetched.data_set, make=broken))
    with pytest.raises(DataError, match=r"firms\.csv: row 3: column status"):
        put(wrong, cluster)
    assert contents(cluster) == before
    assert sorted(path.name for path in cluster.parent.iterdir()) == ["cache", "toy"]


def test_problems_that_were_there_before_do_not_stop_a_fetch(server, stores, cluster):
    text = (cluster / "firms.csv").read_text(encoding="utf-8").replace("curated", "curious")
    (cluster / "firms.csv").write_text(text, encoding="utf-8")
    before = [str(problem) for problem in check(cluster)]
    server.data_go_kr(stores(3))
    put(fetch("semas-stores", AREA), cluster)
    assert [str(problem) for problem in check(cluster)] == before != []


def test_an_old_problem_may_move_to_another_row(server, stores, cluster):
    server.data_go_kr(stores(3))
    put(fetch("semas-stores", AREA), cluster)
    wrong = dict.fromkeys(rows(cluster, "firms.csv")[0], "") | {"firm_id": "own2", "kind": "shop"}
    with (cluster / "firms.csv").open("a", encoding="utf-8", newline="") as out:
        csv.DictWriter(out, list(wrong), lineterminator="\n").writerow(wrong)
    before = check(cluster)
    assert {problem.row for problem in before if problem.column == "kind"} == {6}
    put(fetch("semas-stores", AREA, refresh=True), cluster)
    after = check(cluster)
    assert {problem.row for problem in after if problem.column == "kind"} == {3}
    assert len(after) <= len(before)


def test_rows_set_aside_by_an_earlier_fetch_do_not_stay(server, stores, cluster):
    server.data_go_kr([*stores(3), stores(4)[3] | {"bizesNm": ""}])
    put(fetch("semas-stores", AREA), cluster)
    aside = "imports/firms-semas-stores-11500603-set-aside.csv"
    assert len(rows(cluster, aside)) == 1
    server.data_go_kr(stores(3))
    put(fetch("semas-stores", AREA, refresh=True), cluster)
    assert rows(cluster, aside) == []


def test_what_the_cluster_refers_to_is_found(server, stores, cluster):
    from clusterlab.load.catalog import data_folder

    shutil.copytree(data_folder() / "korea", cluster.parent / "reference")
    path = cluster / "datapackage.json"
    descriptor = json.loads(path.read_text(encoding="utf-8"))
    descriptor["clusterlab"]["references"] = ["reference"]
    path.write_text(json.dumps(descriptor, ensure_ascii=False), encoding="utf-8")
    before = [str(problem) for problem in check(cluster)]
    server.data_go_kr(stores(3))
    put(fetch("semas-stores", AREA), cluster)
    assert [str(problem) for problem in check(cluster)] == before


def test_outlines_join_as_features(server, reply, cluster):
    square = [[[126.82, 37.56], [126.83, 37.56], [126.83, 37.57], [126.82, 37.56]]]
    far = [[[127.82, 37.56], [127.83, 37.56], [127.83, 37.57], [127.82, 37.56]]]
    listed = [
        {"type": "Feature", "id": f"LT_C_DAMDAN.{number}",
         "properties": {"dan_id": f"D{number}", "dan_name": "마곡", "cat_nam": "일반"},
         "geometry": {"type": "Polygon", "coordinates": drawn}}
        for number, drawn in enumerate((square, far))
    ]  # fmt: skip
    inner = {
        "status": "OK",
        "record": {"total": "2", "current": "2"},
        "result": {"featureCollection": {"type": "FeatureCollection", "features": listed}},
    }
    server.says(reply["json"]({"response": inner}))  # fmt: skip
    receipt = put(fetch("vworld-complexes", BOX), cluster)
    assert receipt.left_out == {"outside the extent of the cluster": 1}
    assert check(cluster) == []
    collection = json.loads((cluster / "districts.geojson").read_text(encoding="utf-8"))
    names = [feature["properties"]["district_id"] for feature in collection["features"]]
    assert names == ["d1", "D0"]
    assert put(fetch("vworld-complexes", BOX), cluster).replaced == 1


def test_a_new_table_gets_its_unit_and_another_unit_is_refused(server, reply, cluster):
    listed = [{"대표운영사": "가나벤처스", "운영사구분": "LLC", "자조합 규모(백만원)": 33400}]
    server.says(reply["json"]({"totalCount": 1, "matchCount": 1, "data": listed}))
    put(fetch("kvic-funds", {}), cluster)
    assert check(cluster) == []
    path = cluster / "datapackage.json"
    descriptor = json.loads(path.read_text(encoding="utf-8"))
    assert descriptor["clusterlab"]["money_unit"] == {"funds.size": "100 million KRW"}
    descriptor["clusterlab"]["money_unit"]["funds.size"] = "EUR"
    path.write_text(json.dumps(descriptor, ensure_ascii=False), encoding="utf-8")
    with pytest.raises(ValueError, match=r"funds\.size is in EUR here"):
        put(fetch("kvic-funds", {}), cluster)


def test_a_folder_that_is_no_cluster_is_told(server, stores, tmp_path, cluster):
    server.data_go_kr(stores(3))
    fetched = fetch("semas-stores", AREA)
    (tmp_path / "empty").mkdir()
    with pytest.raises(DataError, match=r"datapackage\.json"):
        put(fetched, tmp_path / "empty")
    path = cluster / "datapackage.json"
    path.write_text('{"resources": [], "sources": []}', encoding="utf-8")
    with pytest.raises(DataError, match="clusterlab"):
        put(fetched, cluster)
