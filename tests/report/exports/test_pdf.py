"""A print has a header and page numbers, carries the data's date, and fails in one line."""

import re

import pytest

from clusterlab.report.exports import needs, pdf


@pytest.mark.browser
def test_it_prints_a4_and_the_same_bytes(held, report_folder, chromium_path, monkeypatch):
    monkeypatch.setenv(needs.BROWSER, str(chromium_path))
    data = pdf.write(held, report_folder / "report.html")
    assert data.startswith(b"%PDF-")
    sizes = {tuple(map(float, box)) for box in re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", data)}  # fmt: skip  # noqa: E501
    assert {(round(w), round(h)) for w, h in sizes} == {(595, 842)}
    assert b"D:20240601000000" in data


def test_the_header_is_text_whatever_it_holds():
    style = pdf.running_style('a"b}\\</style>가 · 1')
    text = re.search(r'content:"([^"]*)"', style)
    assert text is not None
    read = re.sub(r"\\([0-9a-f]{6}) ", lambda m: chr(int(m[1], 16)), text[1])
    assert read == 'a"b}\\</style>가 · 1'
    assert "counter(page)" in style


def test_a_browser_that_fails_is_one_line(held, report_folder, monkeypatch):
    monkeypatch.setattr(pdf, "chromium", lambda: "/bin/false")
    with pytest.raises(ValueError, match="Chromium failed"):
        pdf.write(held, report_folder / "report.html")
