"""The bar leads through the index to the other kinds of report and languages."""

from clusterlab.report import bar, notebook

TITLE = {"slug": "toys", "notebook": "siting", "report_kind": "cluster"}


def test_each_standard_kind_of_a_place_is_named_once_and_this_one_is_marked():
    found = bar.of(TITLE, "ko")
    wanted = [one for one in notebook.library() if one.standard and one.kind == "cluster"]
    assert [kind["title"] for kind in found["kinds"]] == [one.title["ko"] for one in wanted]
    assert [kind["href"] for kind in found["kinds"] if kind["here"]] == [
        "../../index.html#toys-siting"
    ]


def test_another_language_stands_one_folder_deeper():
    (other,) = bar.of(TITLE, "ko")["languages"]
    assert (other["lang"], other["href"]) == ("en", "../../index.html#en-toys-siting")
    (other,) = bar.of(TITLE, "en")["languages"]
    assert (other["lang"], other["href"]) == ("ko", "../../../index.html#toys-siting")


def test_no_link_names_a_folder_of_a_machine():
    found = bar.of(TITLE, "en")
    links = [found["index"], *(one["href"] for one in found["kinds"] + found["languages"])]
    assert all(link.startswith("../") and "//" not in link for link in links)
