"""The client: tries again where that may help, in time, and never shows a key."""

import logging
import socket
import traceback

import pytest

from clusterlab.ingest.korea.services.data_go_kr import PORTAL
from clusterlab.ingest.korea.services.vworld import VWORLD
from clusterlab.ingest.services.client import Client, address_variable
from clusterlab.ingest.services.failure import ServiceFailure
from clusterlab.ingest.services.keys import Secrets

REQUEST = {"pageNo": "1", "numOfRows": "10"}
THROTTLED = """<OpenAPI_ServiceResponse><cmmMsgHeader><errMsg>SERVICE ERROR</errMsg>
<returnAuthMsg>{0}</returnAuthMsg><returnReasonCode>{1}</returnReasonCode>
</cmmMsgHeader></OpenAPI_ServiceResponse>"""


@pytest.fixture
def ask(hours):
    def one(**how):
        with Client(PORTAL, clock=hours.clock(), **how) as client:
            return client.ask("service/rows", REQUEST)

    return one


def failing(call, *arguments, **how):
    with pytest.raises(ServiceFailure) as failed:
        call(*arguments, **how)
    assert "\n" not in str(failed.value)
    return failed.value


def test_a_good_answer_needs_one_request(server, ask, hours, stores):
    server.data_go_kr(stores(3))
    assert len(ask().rows) == 3
    assert (len(server.asked), hours.slept) == (1, [])


def test_the_key_goes_out_encoded_once(server, ask, monkeypatch, stores, secret):
    server.data_go_kr(stores(1))
    for given in ("s3cr3tKEY+of/data.go.kr==", "s3cr3tKEY%2Bof%2Fdata.go.kr%3D%3D"):
        monkeypatch.setenv("CLUSTERLAB_DATA_GO_KR_KEY", given)
        assert len(ask().rows) == 1
    assert {query["serviceKey"] for _, query in server.asked} == {
        secret["CLUSTERLAB_DATA_GO_KR_KEY"]
    }


def test_throttled_then_served(server, ask, hours, stores):
    server.data_go_kr(stores(2))
    server.faults = [(429, {}, b"Too Many Requests"), (503, {}, b""), (502, {}, b"<html></html>")]
    assert len(ask().rows) == 2
    assert hours.waits == [1.0, 2.0, 4.0]


def test_per_second_throttling_in_a_good_answer_is_tried_again(server, ask, hours, reply, stores):
    server.data_go_kr(stores(2))
    said = "LIMITED_NUMBER_OF_SERVICE_REQUESTS_PER_SECOND_EXCEEDS_ERROR"
    server.faults = [reply["xml"](THROTTLED.format(said, "23"))]
    assert len(ask().rows) == 2
    assert hours.waits == [1.0]


def test_the_days_quota_is_not_tried_again(server, ask, hours, reply):
    said = "LIMITED_NUMBER_OF_SERVICE_REQUESTS_EXCEEDS_ERROR"
    server.says(reply["xml"](THROTTLED.format(said, "22")))
    failure = failing(ask)
    assert failure.kind == "quota"
    assert "midnight" in str(failure)
    assert "자정" in str(failure)
    assert (len(server.asked), hours.slept) == (1, [])


def test_retry_after_is_honoured_in_seconds_and_as_a_date(server, ask, hours, stores):
    server.data_go_kr(stores(2))
    server.faults = [(429, {"Retry-After": "7"}, b""), (503, {"Retry-After": "soon"}, b"")]
    ask()
    assert hours.waits == [7.0, 2.0]
    hours.date_s, hours.since = 1_795_000_000.0, 0.0
    server.faults = [(429, {"Retry-After": "Wed, 18 Nov 2026 11:07:00 GMT"}, b"")]
    ask()
    assert hours.waits[2:] == [20.0]


def test_a_wait_beyond_the_deadline_is_not_begun(server, ask, hours):
    server.says((429, {"Retry-After": "3600"}, b""))
    failure = failing(ask, deadline_s=60)
    assert failure.kind == "late"
    assert "deadline of 60 s" in str(failure)
    assert hours.slept == []


def test_it_gives_up_after_five_tries(server, ask, hours):
    server.says((500, {}, b"Internal Server Error"))
    failure = failing(ask)
    assert str(failure) == "data.go.kr: failed (HTTP 500)"
    assert len(server.asked) == 5
    assert hours.waits == [1.0, 2.0, 4.0, 8.0]


def test_chance_shortens_a_wait_by_half_at_most():
    from clusterlab.ingest.services.clock import Clock

    factors = [Clock().spread() for _ in range(1000)]
    assert 0.5 <= min(factors) < 0.6
    assert 0.9 < max(factors) <= 1.0


@pytest.mark.parametrize(
    ("fault", "message"),
    [
        ((200, {}, b'{"response": {"header": {"resultCode": "00"'), "breaks off after"),
        ((200, {}, b"<html><body>Service Temporarily Unavailable</body></html>"), "web page"),
        ((200, {}, b"\x00\x01garbage"), "neither JSON nor XML"),
        ((200, {}, b'{"something": "else"}'), "not in the form of data.go.kr"),
        (lambda path, query: None, "broke off within the answer"),
    ],
)
def test_truncation_and_garbage_are_tried_again_then_told(server, ask, stores, fault, message):
    server.data_go_kr(stores(2))
    server.faults = [fault]
    assert len(ask().rows) == 2
    server.faults = [fault] * 5
    assert message in str(failing(ask))


def test_a_refused_connection_and_a_timeout_are_told(server, hours, monkeypatch):
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        monkeypatch.setenv(address_variable(PORTAL), f"http://127.0.0.1:{silent.getsockname()[1]}")
        with Client(PORTAL, clock=hours.clock(), timeout_s=0.05, tries=2) as client:
            assert "no answer in time" in str(failing(client.ask, "a", REQUEST))
        port = silent.getsockname()[1]
    monkeypatch.setenv(address_variable(PORTAL), f"http://127.0.0.1:{port}")
    with Client(PORTAL, clock=hours.clock()) as client:
        assert "cannot be reached (ConnectError)" in str(failing(client.ask, "a", REQUEST))
    monkeypatch.setenv(address_variable(PORTAL), "no address")
    with Client(PORTAL, clock=hours.clock()) as client:
        assert "CLUSTERLAB_DATA_GO_KR_URL is no web address" in str(
            failing(client.ask, "a", REQUEST)
        )


def test_no_answer_is_awaited_beyond_the_deadline(hours, monkeypatch):
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        monkeypatch.setenv(address_variable(PORTAL), f"http://127.0.0.1:{silent.getsockname()[1]}")
        # The web library alone would wait for an hour.
        with Client(PORTAL, clock=hours.clock(), timeout_s=3600, deadline_s=0.1) as client:
            failure = failing(client.ask, "a", REQUEST)
    assert (failure.kind, hours.slept) == ("late", [])


@pytest.mark.parametrize(
    ("status", "kind"), [(401, "key"), (403, "key"), (404, "request"), (302, "request")]
)
def test_a_status_that_no_retry_mends_is_told_at_once(server, ask, status, kind):
    server.says((status, {"Location": "http://elsewhere.example/"}, b"no"))
    failure = failing(ask)
    assert (failure.kind, len(server.asked)) == (kind, 1)
    assert f"HTTP {status}" in str(failure)


def test_a_refusal_with_a_reason_in_its_body_gives_the_reason(server, ask, reply):
    server.says(reply["json"]({"code": -401, "msg": "유효하지 않은 인증키 입니다."}, 401))
    assert "answered -401: the key is not valid" in str(failing(ask))


def test_a_huge_answer_is_refused(server, ask, monkeypatch):
    monkeypatch.setattr("clusterlab.ingest.services.client.LARGEST_BYTES", 1000)
    server.says((200, {}, b" " * 2000))
    assert "larger than 1,000 bytes" in str(failing(ask))


@pytest.mark.parametrize("variable", ["CLUSTERLAB_DATA_GO_KR_KEY", "CLUSTERLAB_VWORLD_KEY"])
def test_no_key_in_messages_tracebacks_errors_or_logs(
    server, hours, secret, caplog, monkeypatch, variable
):
    key = secret[variable]
    service = PORTAL if "DATA" in variable else VWORLD
    echo = '{"response": {"header": {"resultCode": "77", "resultMsg": "bad key ' + key + '"}}}'
    faults = [
        (200, {}, echo.encode()),
        (200, {}, f"garbage {key}".encode()),
        (500, {}, b"x"),
        lambda path, query: None,
    ]
    with caplog.at_level(logging.DEBUG):
        for fault in faults:
            server.faults = [fault] * 5
            with (
                Client(service, clock=hours.clock()) as client,
                pytest.raises(ServiceFailure) as failed,
            ):
                client.ask("rows", REQUEST)
            told = [str(failed.value), repr(failed.value), repr(vars(failed.value))]
            told += traceback.format_exception(failed.value)
            error = failed.value
            while error.__context__ or error.__cause__:
                error = error.__context__ or error.__cause__
                told += [repr(error), repr(vars(error))]
            told += [record.getMessage() for record in caplog.records]
            told += [str(record.args) for record in caplog.records]
            whole = "\n".join(told)
            assert Secrets([key]).mask(whole) == whole
    assert any("HTTP Request: GET" in record.getMessage() for record in caplog.records)


def test_log_lines_are_the_users_own_again_afterwards(server, hours, stores):
    server.data_go_kr(stores(1))
    with Client(PORTAL, clock=hours.clock()):
        assert logging.getLogger("httpx").filters
    assert not logging.getLogger("httpx").filters
