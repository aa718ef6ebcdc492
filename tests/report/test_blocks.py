"""Tables and charts as plain blocks."""

import xml.etree.ElementTree as ET

import pandas as pd
import pytest
from matplotlib.figure import Figure

from clusterlab.draw import fonts
from clusterlab.report import blocks


def laid_out(data: pd.DataFrame, **options) -> dict:
    return blocks.table(
        data, caption="c", header=str.upper, cell=lambda name, value: f"{name}={value}", **options
    )


def test_a_table_shows_only_the_columns_asked_for():
    data = pd.DataFrame(
        {"share": [0.5, None], "n": [1234, 5], "phone": ["1", "2"]},
        index=pd.Index(["x", "y"], name="kind"),
    )
    block = laid_out(data, columns=["share", "n"])
    assert [column["label"] for column in block["columns"]] == ["KIND", "SHARE", "N"]
    assert block["rows"] == [["kind=x", "50%", "1,234"], ["kind=y", "–", "5"]]
    assert "phone" not in str(block)


def test_a_year_among_rows_of_other_units_is_written_as_a_year():
    rows = pd.DataFrame({"mode": [1200.0, 2030.0], "unit": ["m2", "year"]})
    assert laid_out(rows, columns=["mode"])["rows"] == [["1,200"], ["2030"]]


def test_whole_numbers_that_are_no_shares_stay_whole():
    assert laid_out(pd.DataFrame({"operating_share": [1, 2]}))["rows"] == [["1"], ["2"]]


def test_an_unknown_column_is_named():
    with pytest.raises(ValueError, match="'b' is not in the table"):
        laid_out(pd.DataFrame({"a": [1]}), columns=["b"])


def test_a_chart_is_the_same_text_twice_and_keeps_its_words():
    fonts.use_in_matplotlib()

    def chart() -> Figure:
        figure = Figure()
        axis = figure.add_subplot()
        axis.plot([0, 1], [1, 0])
        axis.set_title("마곡 <b>&")
        return figure

    first, second = (blocks.figure(chart(), caption="c", alt="a") for _ in range(2))
    assert first == second
    root = ET.fromstring(first["svg"])
    assert "마곡 <b>&" in "".join(root.itertext())
    assert root.get("viewBox")
    assert root.get("width") is None


def test_a_chart_without_a_text_is_refused():
    with pytest.raises(ValueError, match="cannot see it"):
        blocks.figure(Figure(), caption="c", alt=" ")


@pytest.mark.parametrize(
    "inner",
    [
        "<script>1</script>",
        '<rect onclick="1"/>',
        '<image href="https://example.org/x.png"/>',
        '<a href="#x"/>',
        "<foreignObject/>",
    ],
)
def test_a_chart_that_could_run_or_load_something_is_refused(inner):
    with pytest.raises(ValueError, match="may not hold"):
        blocks.shrunk(f'<svg xmlns="{blocks.SVG}">{inner}</svg>')
