"""What is not installed is said in one line, before anything is written."""

import pytest

from clusterlab.report.exports import needs


def test_formats_are_read_with_commas_and_each_once():
    assert needs.formats(["xlsx,GPKG", "xlsx", " pdf "]) == ("xlsx", "gpkg", "pdf")


@pytest.mark.parametrize("given", [["doc"], [], [","]])
def test_an_unknown_format_names_the_known_ones(given):
    with pytest.raises(ValueError, match="xlsx, gpkg, docx, hwpx, pdf"):
        needs.formats(given)


def test_a_missing_library_names_the_extra(monkeypatch):
    monkeypatch.setattr(needs, "find_spec", lambda name: None if name == "docx" else object())
    needs.check(["xlsx", "gpkg", "hwpx"])
    with pytest.raises(ValueError, match=r'python-docx.*pip install "clusterlab\[export\]"'):
        needs.check(["xlsx", "docx"])


def test_a_missing_browser_names_the_variable(monkeypatch):
    monkeypatch.setenv(needs.BROWSER, "/no/such/chromium")
    with pytest.raises(ValueError, match=r"/no/such/chromium is no program.*CLUSTERLAB_CHROMIUM"):
        needs.check(["pdf"])
    monkeypatch.setenv(needs.BROWSER, "")
    monkeypatch.setattr(needs.shutil, "which", lambda name: None)
    with pytest.raises(ValueError, match="none was found"):
        needs.check(["pdf"])
