"""The points that are studied: a cluster's firms, or plants from a file."""

import pandas as pd
import pytest

from clusterlab.cluster import load
from clusterlab.model.problem import DataError
from clusterlab.model.said import said
from clusterlab.run.plan import Request, plan
from clusterlab.study.points import check_plants, choose_points, types_studied

PLANTS = (
    "plant_id,region,industry,employees,lon,lat\n"
    "a,Seoul,bio,12,126.83,37.56\nb,Seoul,ict,3,126.84,37.56\n"
)


@pytest.fixture
def plants_file(tmp_path):
    path = tmp_path / "우리 plants.csv"
    path.write_text(PLANTS, encoding="utf-8")
    return path


def test_a_cluster_is_studied_by_its_own_firms():
    found = choose_points(load("osong"), plants="", max_uncertainty_m=300)
    assert found.plants is None
    assert len(found.points) == 5
    assert set(found.others["type"]) == {"university", "hospital", "support"}
    assert (found.points["type"] == found.points["sector"]).all()
    assert found.names_in("en")["industry"]["J"] == "Information and communication"


def test_plants_take_the_place_of_the_firms_and_are_cited(plants_file):
    place = load("osong")
    found = choose_points(place, plants=str(plants_file), max_uncertainty_m=300)
    assert found.points["type"].tolist() == ["bio", "ict"]
    assert found.points.crs == place.measure_crs
    assert found.sources["source_id"].iloc[-1] == "plants"
    assert plants_file.name in found.hashes
    assert found.notes == (
        said("plants_note", file=plants_file.name, count=2),
        said("plants_undated", file=plants_file.name),
    )
    assert found.meta == place.meta
    dated = choose_points(
        place, plants=str(plants_file), max_uncertainty_m=300, plants_as_of="2024-06"
    )
    assert (found.as_of, dated.as_of) == (place.as_of, "2024-06")
    assert len(dated.notes) == 1
    assert dated.sources["date"].iloc[-1] == "2024-06"


def test_types_with_too_few_points_are_told_apart():
    typed = pd.DataFrame({"type": ["ict"] * 3 + ["bio"] * 2 + ["unknown"] * 9})
    assert types_studied(typed, industries=[], minimum=3) == (["ict"], {"bio": 2})
    assert types_studied(typed, industries=["food", "ict"], minimum=3) == (["ict"], {"food": 0})


def test_parameters_without_plants_are_left_alone():
    assert check_plants({"cluster": "magok"}) == {}
    assert check_plants({"plants": "", "industries": ["bio"]}) == {}


@pytest.mark.parametrize(
    ("given", "error", "message"),
    [
        ({"industries": "biio"}, ValueError, "did you mean bio"),
        ({"plants": "no_such.csv"}, DataError, "no_such.csv: expected a file"),
        ({"plants": "FILE", "plants_as_of": "June"}, ValueError, "plants_as_of: value 'June'"),
        ({"plants": "FILE", "industries": "food"}, ValueError, "none of bio, ict"),
    ],
)
def test_bad_requests_are_refused_before_anything_is_written(
    tmp_path, plants_file, given, error, message
):
    values = {name: str(plants_file) if v == "FILE" else v for name, v in given.items()}
    out = tmp_path / "out"
    with pytest.raises(error, match=message):
        plan(Request(("osong",), "agglomeration", values, out, ("ko",)))
    assert not out.exists()


def test_a_plants_file_is_recorded_by_its_name_and_hash(tmp_path, plants_file):
    given = {"plants": str(plants_file)}
    (job,) = plan(Request(("osong",), "agglomeration", given, tmp_path / "out", ("en",)))
    assert job.inputs[plants_file.name].startswith("sha256:")
    assert job.replace[str(plants_file)] == plants_file.name
    assert job.parameters["plants"] == str(plants_file)
