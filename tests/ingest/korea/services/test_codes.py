"""Codes: only a known good code lets rows pass; each other one is a line in both languages."""

import pytest

from clusterlab.ingest.korea.services.codes import codes, judge
from clusterlab.ingest.korea.services.data_go_kr import PORTAL, STANDARD
from clusterlab.ingest.services.declared import DATA_SETS
from clusterlab.ingest.services.failure import ServiceFailure
from clusterlab.ingest.services.records import Page

SERVICES = {each.service.codes or each.service.name: each.service for each in DATA_SETS}
FAILING = [key for key, told in codes().items() if told.verdict not in {"ok", "empty"}]


def test_the_table_has_every_service_and_both_languages():
    assert {service for service, _ in codes()} == set(SERVICES)
    assert all(told.ko and told.en for told in codes().values())
    assert all(any("가" <= sign <= "힣" for sign in told.ko) for told in codes().values())


@pytest.mark.parametrize(("service", "code"), FAILING)
def test_each_code_is_a_failure_in_one_line(service, code):
    told = codes()[service, code]
    with pytest.raises(ServiceFailure) as failed:
        judge(Page(code, "서비스의 말", ({"a": 1},), 1), SERVICES[service])
    assert str(failed.value) == f"{SERVICES[service].title} answered {code}: {told.en} ({told.ko})"
    assert (failed.value.kind, failed.value.code) == (told.verdict, code)


@pytest.mark.parametrize(("service", "code"), [k for k, v in codes().items() if v.verdict == "ok"])
def test_a_good_code_lets_rows_pass(service, code):
    page = Page(code, "", ({"a": 1},), 1)
    assert judge(page, SERVICES[service]) is page


def test_no_data_is_no_failure():
    assert judge(Page("03", "NODATA_ERROR"), PORTAL) == Page("03", "NODATA_ERROR", (), 0)


@pytest.mark.parametrize("code", ["", "0000", "INFO-000", "success", "98"])
def test_a_code_of_another_service_is_a_failure_however_friendly(code):
    with pytest.raises(ServiceFailure, match="is not known"):
        judge(Page(code, "NORMAL SERVICE.", ({"a": 1},), 1), STANDARD)
