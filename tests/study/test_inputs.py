"""One table of the reader's own files; a parameter's name decides nothing."""

import pytest

from clusterlab.model.problem import DataError
from clusterlab.study.inputs import INPUTS, checked


@pytest.mark.parametrize("kind", [kind for kind in INPUTS if kind not in {"flows", "scenarios"}])
def test_no_file_is_no_input(kind: str) -> None:
    assert checked(kind, "mine", {"mine": ""}) == {}


def test_a_file_is_checked_under_any_name_of_its_parameter(tmp_path) -> None:
    path = tmp_path / "sites.csv"
    path.write_text("site_id,lon,lat\na,127.3,36.6\n", encoding="utf-8")
    found = checked("sites", "places", {"places": str(path), "cluster": "osong"})
    assert list(found) == ["sites.csv"]
    path.write_text("site_id,lon,lat\na,,\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"sites\.csv: row 2"):
        checked("sites", "places", {"places": str(path), "cluster": "osong"})


def test_the_other_parameters_are_looked_at() -> None:
    with pytest.raises(ValueError, match="did you mean bio"):
        checked("plants", "plants", {"plants": "", "industries": ["bioo"]})
