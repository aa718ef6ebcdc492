"""Pages in the frame of a notebook's cell."""

from dataclasses import dataclass

from clusterlab.report import framed


@dataclass
class Part:
    head: tuple = (("style", ".a{}"),)
    body: str = "<p>the map</p>"
    script: str = "void 1;"
    tables: str = ""


def test_parts_become_one_page_with_their_tables():
    html = framed.page([Part(tables="<p>the table</p>"), Part()], title="A <b>", lang="en")
    assert html.count(".a{}") == 1
    assert html.index("the map") < html.index("the table")
    assert "<title>A &lt;b&gt;</title>" in html
    assert "default-src 'none'" in html


def test_a_frame_holds_its_page_as_text_and_saves_only_if_it_must():
    html = framed.frame('<p title="x">', title='"T"')
    assert 'srcdoc="&lt;p title=&quot;x&quot;&gt;"' in html
    assert 'sandbox="allow-scripts"' in html
    assert 'sandbox="allow-scripts allow-downloads"' in framed.frame("", title="", saves=True)


def test_a_block_holds_the_parts_and_its_page():
    block, html = framed.block("map", [Part(), Part()], caption="c", title="T", lang="ko")
    assert block["kind"] == "map"
    assert block["head"] == [["style", ".a{}"]]
    assert block["body"].count("the map") == block["script"].count("void 1;") == 2
    assert "<title>T</title>" in html
