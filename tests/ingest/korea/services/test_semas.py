"""Stores: one request an area, firms of the register with the point of their building."""

import pytest

from clusterlab.ingest.korea.services.semas import plan
from clusterlab.ingest.services.fetch import fetch
from clusterlab.ingest.services.made import make_table


@pytest.mark.parametrize(
    ("area", "kind"),
    [("11", "ctprvnCd"), ("11500", "signguCd"), ("11500603", "adongCd"), ("1150060300", "adongCd")],
)
def test_the_length_of_a_code_says_what_area_it_is(area, kind):
    assert plan({"area": area}) == [{"divId": kind, "key": area}]
    assert plan({"area": area, "class": "I2"})[0]["indsLclsCd"] == "I2"


def test_stores_become_firms(server, stores):
    rows = stores(3)
    rows[2] |= {"bizesNm": ""}
    rows[0] |= {"lon": "", "lat": ""}
    server.data_go_kr(rows)
    made = make_table(fetch("semas-stores", {"area": "11500603"}))
    assert made.reasons == {"without a number or a name": 1}
    first, second = made.frame.to_dict("records")
    assert (first["location_basis"], first["lon"], first["uncertainty_m"]) == ("none", "", "")
    assert (first["sector"], first["industry"]) == ("bio", "21101")
    assert second["name_ko"] == "가게 1 마곡점"
    assert (second["location_basis"], second["lon"], second["lat"]) == (
        "register",
        "126.821",
        "37.565",
    )
    assert second["source_id"] == "semas-stores-11500603"
