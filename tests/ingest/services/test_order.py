"""An order: what is wrong with it comes first; the end is one line."""

import pytest

from clusterlab.ingest.services.failure import ServiceFailure
from clusterlab.ingest.services.order import Order, carry_out

AREA = {"area": "11500603"}


@pytest.mark.parametrize(
    ("order", "message"),
    [
        ({"name": "semas"}, "There is no data set"),
        ({"parameters": {}}, "needs -p area"),
        ({}, "say where the rows go"),
        ({"into": ".", "out": "a.csv"}, "say where the rows go"),
        ({"into": "none"}, "expected the folder of a cluster"),
        ({"out": "a.geojson"}, r"ends in \.csv"),
        ({"out": "a.csv", "table": "funds"}, "fills the table firms, not funds"),
        (
            {"name": "juso-addresses", "parameters": {"keyword": "가"}, "into": "."},
            "fills no table",
        ),
    ],
)
def test_what_is_wrong_is_told_before_anything_is_asked(server, tmp_path, order, message):
    named = {part: tmp_path / order[part] for part in ("into", "out") if part in order}
    given = {"name": "semas-stores", "parameters": AREA} | order | named
    with pytest.raises(ValueError, match=message):
        carry_out(Order(**given))
    assert server.asked == []


def test_the_end_is_one_line(server, stores, tmp_path):
    server.data_go_kr(stores(1200))
    out = tmp_path / "stores.csv"
    line = carry_out(Order("semas-stores", AREA, out=out))
    assert line == f"semas-stores: 1,200 rows fetched on 2026-11-18; 1,200 rows in {out}"
    line = carry_out(Order("semas-stores", AREA, out=out))
    assert "from the cache of 2026-11-18" in line


def test_a_partial_fetch_says_so(server, stores, tmp_path):
    server.data_go_kr(stores(10), total=12)
    out = tmp_path / "stores.csv"
    with pytest.raises(ServiceFailure, match="12 rows, 10 came"):
        carry_out(Order("semas-stores", AREA, out=out))
    assert not out.exists()
    line = carry_out(Order("semas-stores", AREA, out=out, partial=True))
    assert "PARTIAL: the service reports 12" in line
