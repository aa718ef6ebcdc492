"""Tenants at work, against shares worked out by hand."""

import pandas as pd
from town_fixtures import town

from clusterlab.study import occupied

COMPLEXES = pd.DataFrame(
    {
        "complex_id": ["c1", "c2", "c3"],
        "name": ["Own", "Other", "Third"],
        "kind": "general",
        "tenants": [10, 20, 0],
        "operating": [5, 18, 0],
        "for_sale_area_m2": [0.0, 10.0, 10.0],
        "sold_area_m2": [0.0, 5.0, 10.0],
        "count_as_complex": True,
        "as_of": "2025-09",
        "source_id": "s3",
    }
)


def test_the_share_at_work_stands_beside_the_country():
    found = occupied.operating(town(complexes=COMPLEXES))
    (told,) = found.said
    assert told.values["share"] == 0.5
    assert told.values["nation"] == 23 / 30
    assert told.values["standing"].values["of"] == 2
    assert found.headline.values["share"] == 0.5
    assert (found.as_of, found.sources) == ("2025-09", ("s3",))
    assert found.charts[0].options["of"] == {"Own": 50.0}
    assert found.compared.of == 2


def test_a_complex_without_tenants_is_listed_and_gives_its_reason():
    place = town(complexes=COMPLEXES, meta={"complexes": ["c3"]})
    assert occupied.operating(place).reason.code == "no_tenants"
    operating, sold = occupied.complexes(place).columns
    assert operating.values.isna().tolist() == [True]
    assert operating.reason.code == "no_tenants"
    assert sold.values.to_dict() == {"Third": 1.0}


def test_a_cluster_without_complexes_says_so():
    for meta in ({"complexes": []}, {}):
        place = town(complexes=COMPLEXES, meta=meta)
        assert occupied.operating(place).reason.code == "no_complexes"
        assert occupied.complexes(place).reason.code == "no_complexes"
