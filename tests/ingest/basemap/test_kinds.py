"""Which feature of a file is what on the base map."""

import pytest

from clusterlab.ingest.basemap.kinds import kind_of, names_of, other_tags, width_of


@pytest.mark.parametrize(
    ("tags", "kind"),
    [
        ({"waterway": "river"}, "water"),
        ({"natural": "coastline"}, "water"),
        ({"leisure": "park"}, "green"),
        ({"highway": "primary"}, "road"),
        ({"highway": "footway"}, None),
        ({"railway": "subway"}, "metro"),
        ({"railway": "rail", "service": "yard"}, None),
        ({"railway": "station", "name": "오송"}, "station"),
        ({"aeroway": "runway"}, "runway"),
        ({"fclass": "railway_station"}, "station"),
        ({"subtype": "rail", "class": "subway"}, "metro"),
        ({"subtype": "road", "class": "residential"}, None),
        ({"subtype": "neighborhood", "class": "land"}, "place"),
        ({"kind": "land"}, "land"),
        ({"amenity": "cafe"}, None),
    ],
)
def test_a_feature_is_told_by_its_tags(tags, kind):
    assert kind_of(tags) == kind


def test_names_are_told_apart_by_their_tag_or_their_script():
    assert names_of({"name": "갑천", "name:en": "Gap Stream"}) == ("갑천", "Gap Stream")
    assert names_of({"name": "Elbe"}) == (None, "Elbe")
    overture = {"names": {"primary": "갑천", "common": [("en", "Gap Stream")]}}
    assert names_of(overture) == ("갑천", "Gap Stream")
    assert names_of({"name": " "}) == (None, None)


def test_tags_in_one_text_are_taken_apart():
    assert other_tags('"name:en"=>"A \\"B\\" C","railway"=>"rail"') == {
        "name:en": 'A "B" C',
        "railway": "rail",
    }
    assert other_tags(None) == {}


def test_a_width_is_a_positive_number():
    assert width_of({"width_m": 1000}) == 1000
    assert width_of({"width": "12"}) == 12
    assert width_of({"width": "wide"}) is None
    assert width_of({"width": -3}) is None
