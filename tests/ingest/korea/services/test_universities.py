"""Universities: campuses without their graduate schools, telephones never kept."""

from clusterlab.ingest.services.fetch import fetch
from clusterlab.ingest.services.made import make_table


def school(name, kind, branch="본교"):
    return {
        "schlNm": name,
        "schlEngNm": f"{name} University",
        "mainbranchNm": branch,
        "univSeNm": kind,
        "ctpvNm": "대전광역시",
        "lctnRoadNmAddr": "대전광역시 서구 배재로 155-40",
        "rprsTelno": "042-520-5524",
        "crtrYmd": "2025-01-08",
    }


def test_campuses(server):
    rows = [
        school("배재대학교", "대학"),
        school("배재대학교 관광대학원", "대학원"),
        school("대전보건대학교", "전문대학"),
        school("배재대학교", "대학", "분교"),
    ]
    server.data_go_kr(rows, bare=True)
    fetched = fetch("universities", {"sido": "대전광역시"})
    assert server.asked[0][0] == "/openapi/tn_pubr_public_univ_info_api"
    assert server.asked[0][1]["CTPV_NM"] == "대전광역시"
    made = make_table(fetched)
    assert made.reasons == {"graduate schools": 1}
    assert list(made.frame["name_ko"]) == ["배재대학교", "대전보건대학교", "배재대학교"]
    assert made.frame["campus_id"].is_unique
    assert set(made.frame["location_basis"]) == {"none"}
    assert "042-520" not in str(fetched)


def test_one_school_comes_as_an_object(server):
    server.data_go_kr([school("배재대학교", "대학")], bare=True)
    assert len(fetch("universities", {}).copy.rows) == 1
