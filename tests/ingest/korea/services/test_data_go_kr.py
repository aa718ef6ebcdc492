"""data.go.kr: JSON, XML, XML to a request for JSON, file data, and its two kinds of refusal."""

import pytest

from clusterlab.ingest.korea.services.data_go_kr import FILES, PORTAL, STANDARD, read
from clusterlab.ingest.services.failure import ServiceFailure
from clusterlab.ingest.services.records import Page

REFUSED = """<OpenAPI_ServiceResponse><cmmMsgHeader><errMsg>SERVICE ERROR</errMsg>
<returnAuthMsg>SERVICE_KEY_IS_NOT_REGISTERED_ERROR</returnAuthMsg>
<returnReasonCode>30</returnReasonCode></cmmMsgHeader></OpenAPI_ServiceResponse>"""


def test_an_enveloped_answer_in_json_and_xml():
    json = (
        b'{"response":{"header":{"resultCode":"00","resultMsg":"OK"},'
        b'"body":{"items":{"item":[{"a":"1"}]},"totalCount":12}}}'
    )
    xml = (
        b"<response><header><resultCode>00</resultCode><resultMsg>OK</resultMsg></header>"
        b"<body><items><item><a>1</a></item></items><totalCount>12</totalCount></body></response>"
    )
    assert read(json) == read(xml) == Page("00", "OK", ({"a": "1"},), 12)


def test_answers_without_the_outer_name_and_with_a_bare_list():
    bare = b'{"header":{"resultCode":"00"},"body":{"items":[{"a":1},{"a":2}],"totalCount":"2"}}'
    assert read(bare) == Page("00", "", ({"a": 1}, {"a": 2}), 2)
    empty = b'{"response":{"header":{"resultCode":"00"},"body":{"items":"","totalCount":0}}}'
    assert read(empty) == Page("00", "", (), 0)


def test_a_refusal_by_the_gateway_comes_in_xml():
    assert read(REFUSED.encode()) == Page("30", "SERVICE_KEY_IS_NOT_REGISTERED_ERROR")
    assert read(
        b'{"OpenAPI_ServiceResponse":{"cmmMsgHeader":{"errMsg":"E","returnReasonCode":"22"}}}'
    ) == Page("22", "E")


def test_file_data_have_no_code():
    answer = (
        b'{"page":1,"perPage":10,"totalCount":40,"currentCount":1,"matchCount":7,"data":[{"a":1}]}'
    )
    assert read(answer) == Page("0", "", ({"a": 1},), 7)
    assert read(b'{"code":-4,"msg":"..."}') == Page("-4", "...")


@pytest.mark.parametrize("body", [b"{}", b"[]", b"<a><b>1</b></a>", b'{"response":{}}'])
def test_anything_else_is_told(body):
    with pytest.raises(ServiceFailure, match="not in the form of data"):
        read(body)


def test_one_key_opens_three_gateways():
    assert {service.keys for service in (PORTAL, STANDARD, FILES)} == {
        ("CLUSTERLAB_DATA_GO_KR_KEY",)
    }
    assert all(service.key_is_encoded for service in (PORTAL, STANDARD, FILES))
