"""What is gathered of clusters that are compared."""

from clusterlab.study.compared.group import by_cluster


def test_those_left_out_are_named_and_nobody_is_no_reason(pair):
    assert pair.slugs == ["magok", "osong"]
    (why,) = pair.left_out("left_out_funds", ["osong"])
    assert [label.code for label in why["names"].parts] == ["magok"]
    assert pair.left_out("left_out_funds", ["osong", "magok"]) == []


def test_points_are_those_placed_well_enough(pair):
    for cluster, everyone, points in zip(pair.clusters, pair.everyone, pair.points, strict=True):
        assert len(everyone) == len(cluster.organisations())
        assert points["uncertainty_m"].max() <= 300


def test_rows_become_a_table():
    table = by_cluster({"a": {"x": 1}, "b": {"x": 2}})
    assert table.index.name == "cluster"
    assert table["x"].tolist() == [1, 2]
