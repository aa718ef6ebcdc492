"""What is within reach, by hand."""

from types import SimpleNamespace

from point_fixtures import points, study

from clusterlab.study import reach


def test_reach_by_hand():
    firms = points([(0, 0), (100, 0), (5_000, 0), (5_100, 0)], "bio")
    campus = points([(50, 0)], "university")
    found = reach.within_reach(
        firms,
        {"university": campus, "hospital": campus.iloc[:0]},
        within_m=1_000,
        scale_m=1_000,
        minimum=3,
    )
    # Two of four firms share one campus: half a campus for each, so 25 for 100 firms.
    assert found.loc["university", ["reached_share", "per_100"]].tolist() == [0.5, 25]
    assert found.loc["hospital", "reason"] == {"code": "no_target"}
    few = reach.within_reach(
        firms.iloc[:2], {"university": campus}, within_m=1_000, scale_m=1_000, minimum=3
    )
    assert few.loc["university", "reason"]["code"] == "too_few_points"


def test_the_best_reached_kind_is_named_and_missing_support_is_said():
    firms = points([(0, 0), (100, 0), (5_000, 0), (5_100, 0)], "bio")
    others = points([(50, 0)], "university").assign(source_id="s2")
    station = points([(5_050, 0), (60, 0)], "station").assign(source_id="s3")
    made = study(firms, others=others, districts=others.iloc[:0])
    made.place = SimpleNamespace(transit=station)
    found = reach.places(made, within_m=1_000, minimum=3)
    assert found.sources == ("s1", "s2", "s3")
    first, why, _ = found.said
    assert (first.values["best"].code, first.values["high"]) == ("station", 1.0)
    assert (first.values["worst"].code, first.values["low"]) == ("university", 0.5)
    assert why == {"code": "no_target"}
    few = reach.places(made, within_m=1_000, minimum=9)
    assert few.said[0] == {"code": "too_few_points", "n": 4, "minimum": 9}
    assert len(few.columns) == 3
