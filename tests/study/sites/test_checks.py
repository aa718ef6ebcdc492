"""A siting report that cannot be is refused in one line before it runs."""

import pytest

from clusterlab.model.problem import DataError
from clusterlab.run import plan
from clusterlab.run.plan import Request


def planned(tmp_path, slug="osong", **given):
    return plan.plan(Request((slug,), "siting", given, tmp_path / "out", ("en",)))


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"zones": '["오송"]'}, "parameter zones: value '오송' is none of"),
        ({"uses": '["empty"]'}, "parameter uses: value 'empty' is none of idle,"),
        ({"at_least": '{"areas_m2": 5}'}, "did you mean area_m2?"),
        ({"at_most": '{"rent": 5}'}, "parameter at_most: value 'rent' is none of station_m"),
        ({"directions": '{"mix": "more"}'}, "parameter directions: mix: 'more' must be benefit"),
        ({"directions": '{"price": "cost"}'}, "did you mean price_m2?"),
        ({"industry": "pharma"}, "parameter industry: An industry code is"),
        ({"ahp": "{"}, "parameter ahp: ahp must be JSON"),
        ({"ahp": '{"station": {"mix": 2}}'}, "parameter ahp: value 'station' is none of"),
        ({"kind": "file"}, "parameter kind: value 'file' needs the parameter sites"),
        ({"kind": "hexagons", "sites": "a.csv"}, "parameter sites: is not used with kind"),
        ({"hexagon_side_m": "1"}, "hexagon_side_m"),
    ],
)
def test_one_line_names_what_cannot_be(tmp_path, given, expected):
    with pytest.raises(ValueError) as caught:
        planned(tmp_path, **given)
    assert expected in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_file_of_sites_is_read_and_recorded_by_its_name(tmp_path):
    path = tmp_path / "내 부지.csv"
    path.write_text("site_id,lon,lat,rent\na,127.3,36.6,4\n", encoding="utf-8")
    given = {"sites": str(path), "at_most": '{"rent": 10}', "directions": '{"rent": "cost"}'}
    (job,) = planned(tmp_path, **given)
    assert job.inputs["내 부지.csv"].startswith("sha256:")
    assert str(path.resolve()) in job.replace
    path.write_text("site_id,lon,lat\na,126.8,37.5\n", encoding="utf-8")
    with pytest.raises(DataError, match="within the package's extent"):
        planned(tmp_path, sites=str(path))
