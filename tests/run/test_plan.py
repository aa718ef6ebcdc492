"""Requests become jobs only when everything about them is known and fits."""

import json
import shutil

import pytest

from clusterlab.load import catalog
from clusterlab.model.problem import DataError, UnknownCluster
from clusterlab.run.plan import Request, plan


def request(tmp_path, *clusters: str, **changes) -> Request:
    values = {
        "clusters": clusters, "notebook": None, "given": {}, "out": tmp_path, "languages": ("ko",),
    }  # fmt: skip
    return Request(**(values | changes))


def test_without_names_every_notebook_is_planned(tmp_path):
    jobs = plan(request(tmp_path, languages=("ko", "en")))
    slugs = catalog.clusters()["slug"].tolist()
    folders = [job.target.relative_to(tmp_path.resolve()).as_posix() for job in jobs]
    expected = [
        f"{slug}/{name}"
        for name in ("cluster_profile", "agglomeration", "siting", "scenario", "investment")
        for slug in slugs
    ]
    expected += ["compare/compare_clusters", "nation/policy_scorecard"]
    assert folders == [*expected, *(f"en/{folder}" for folder in expected)]
    assert jobs[-1].parameters["clusters"] == slugs
    assert jobs[-1].parameters["lang"] == "en"
    assert any(name.startswith("korea/") for name in jobs[0].inputs)


def test_a_report_on_the_country_knows_the_policy_it_is_held_against(tmp_path):
    folder = tmp_path / "alone"
    shutil.copytree(catalog.locate("osong"), folder)
    descriptor = json.loads((folder / "datapackage.json").read_text("utf-8"))
    descriptor["clusterlab"]["references"] = []
    (folder / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
    (job,) = plan(request(tmp_path / "out", str(folder), notebook="policy_scorecard"))
    assert job.target.relative_to((tmp_path / "out").resolve()).as_posix() == (
        "nation/policy_scorecard"
    )
    assert job.parameters["clusters"] == [str(folder.resolve())]
    assert "korea/instruments.csv" in job.inputs


def test_named_clusters_are_profiled_without_a_comparison(tmp_path):
    jobs = plan(request(tmp_path, "osong", "osong", given={"seed": "7"}))
    assert [job.label for job in jobs] == ["osong/cluster_profile (ko)"]
    assert jobs[0].parameters["seed"] == 7


def test_a_folder_is_a_cluster_and_its_path_is_not_recorded(tmp_path):
    folder = tmp_path / "어딘가 my cluster"
    shutil.copytree(catalog.locate("osong"), folder)
    (job,) = plan(request(tmp_path / "out", str(folder)))
    assert job.parameters["cluster"] == str(folder.resolve())
    assert job.replace == {str(folder.resolve()): "osong"}
    assert job.target == (tmp_path / "out" / "osong" / "cluster_profile").resolve()


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"given": {"sead": "1"}}, "did you mean seed"),
        ({"given": {"cluster": "magok"}}, "as an argument"),
        ({"given": {"lang": "en"}}, "--lang"),
        ({"given": {'val=__import__("os").system("true");zz': "1"}}, "not declared"),
        ({"given": {"simulations": "many"}}, "expected a whole number"),
        ({"given": {"hexagon_side_m": "0"}}, "a value from 20"),
        ({"notebook": "no_such"}, "not known"),
        ({"notebook": "compare_clusters"}, "two or more clusters"),
    ],
)
def test_what_does_not_fit_is_refused_before_anything_runs(tmp_path, changes, message):
    with pytest.raises(ValueError, match=message) as caught:
        plan(request(tmp_path, "osong", **changes))
    assert "\n" not in str(caught.value)


def test_an_unknown_cluster_is_refused_with_the_nearest(tmp_path):
    with pytest.raises(UnknownCluster, match="magok"):
        plan(request(tmp_path, "Magock"))


def test_a_broken_table_is_refused_with_its_line(tmp_path):
    folder = tmp_path / "broken"
    shutil.copytree(catalog.locate("osong"), folder)
    firms = (folder / "firms.csv").read_text(encoding="utf-8").splitlines()
    (folder / "firms.csv").write_text("\n".join([*firms, firms[-1]]) + "\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"firms\.csv"):
        plan(request(tmp_path, str(folder)))


def test_two_clusters_of_one_name_are_refused(tmp_path):
    folder = tmp_path / "copy"
    shutil.copytree(catalog.locate("osong"), folder)
    with pytest.raises(ValueError, match="same name"):
        plan(request(tmp_path, "osong", str(folder)))


def test_a_notebook_may_stand_before_the_clusters(tmp_path, monkeypatch):
    slugs = catalog.clusters()["slug"].tolist()
    jobs = plan(request(tmp_path, "agglomeration"))
    assert [job.label for job in jobs] == [f"{slug}/agglomeration (ko)" for slug in slugs]
    jobs = plan(request(tmp_path, "agglomeration", "osong"))
    assert [job.label for job in jobs] == ["osong/agglomeration (ko)"]
    # A cluster of that name wins, and a notebook that is named otherwise leaves no doubt.
    shutil.copytree(catalog.locate("osong"), tmp_path / "agglomeration")
    monkeypatch.chdir(tmp_path)
    (job,) = plan(request(tmp_path / "out", "agglomeration"))
    assert job.label == "osong/cluster_profile (ko)"
    monkeypatch.chdir(tmp_path / "out")
    with pytest.raises(UnknownCluster):
        plan(request(tmp_path, "agglomeration", notebook="cluster_profile"))
