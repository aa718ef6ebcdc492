"""Links between reports lead to where the runner puts them."""

from clusterlab.report import addresses


def test_reports_of_another_language_lie_one_folder_deeper():
    assert addresses.in_index("town", "siting", lang="ko") == "../../index.html#town-siting"
    there = addresses.in_index("compare", "compare_clusters", lang="en")
    assert there == "../../../index.html#en-compare-compare_clusters"
