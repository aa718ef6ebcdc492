"""A server on this machine that speaks each service's form, and a clock that never waits."""

import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

import pytest

from clusterlab.ingest.services import client, fetch
from clusterlab.ingest.services.clock import Clock

SECRET = {
    "CLUSTERLAB_VWORLD_KEY": "7F3A9C1E-0B2D-3C4E-9A8B-SECRETVWORLD",
    "CLUSTERLAB_DATA_GO_KR_KEY": "s3cr3tKEY+of/data.go.kr==",
    "CLUSTERLAB_KOSIS_KEY": "c2VjcmV0LWtvc2lzLWtleQ=",
    "CLUSTERLAB_SGIS_KEY": "secretsgisconsumer01",
    "CLUSTERLAB_SGIS_SECRET": "secretsgissecret0002",
    "CLUSTERLAB_JUSO_KEY": "devU01TX0FVSECRETJUSO=",
    "CLUSTERLAB_JUSO_COORD_KEY": "devU01TX0FVSECRETCOORD=",
    "CLUSTERLAB_SEOUL_KEY": "5365637265745365c6f756c",
    "CLUSTERLAB_OPENDART_KEY": "0123456789abcdefsecret0123456789abcdef00",
}
SERVICES = (
    "VWORLD", "DATA_GO_KR", "DATA_GO_KR_STANDARD", "ODCLOUD", "KOSIS", "SGIS", "JUSO", "SEOUL",
    "OPENDART",
)  # fmt: skip
Query = dict[str, str]
Reply = tuple[int, dict[str, str], bytes]
NOT_REGISTERED = """<OpenAPI_ServiceResponse><cmmMsgHeader><errMsg>SERVICE ERROR</errMsg>
<returnAuthMsg>{message}</returnAuthMsg><returnReasonCode>{code}</returnReasonCode>
</cmmMsgHeader></OpenAPI_ServiceResponse>"""


def as_json(content: Any, status: int = 200) -> Reply:
    body = json.dumps(content, ensure_ascii=False).encode()
    return status, {"Content-Type": "application/json;charset=UTF-8"}, body


def as_xml(text: str, status: int = 200) -> Reply:
    return status, {"Content-Type": "text/xml;charset=UTF-8"}, text.encode()


class Server:
    """What the server was asked, and what it will answer; faults come first, each once."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.asked: list[tuple[str, Query]] = []
        self.faults: list[Callable[[str, Query], Reply | None] | Reply | None] = []
        self.speak: Callable[[str, Query], Reply] = lambda path, query: as_json({}, 404)

    def answer(self, path: str, query: Query) -> Reply | None:
        self.asked.append((path, query))
        if self.faults:
            fault = self.faults.pop(0)
            if callable(fault):
                return fault(path, query)
            if fault is not None:
                return fault
        return self.speak(path, query)

    def data_go_kr(self, rows: list[dict[str, Any]], **how: Any) -> "Server":
        self.speak = data_go_kr(rows, **how)
        return self

    def says(self, reply: Reply) -> "Server":
        self.speak = lambda path, query: reply
        return self


class Handler(BaseHTTPRequestHandler):
    """Hands requests to the server's script."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        query = dict(parse_qsl(parts.query, keep_blank_values=True))
        reply = self.server.script.answer(unquote(parts.path), query)
        if reply is None:
            # Hang up in the middle of the answer.
            self.send_response(200)
            self.send_header("Content-Length", "1000")
            self.end_headers()
            self.wfile.write(b'{"response": {"body"')
            self.close_connection = True
            return
        status, headers, body = reply
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments: object) -> None:
        """Stay silent."""


@pytest.fixture
def server(monkeypatch) -> Iterator[Server]:
    """Run a server on the loopback, and point all services at it."""
    web = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    web.daemon_threads = True
    web.script = Server(f"http://127.0.0.1:{web.server_address[1]}")
    thread = threading.Thread(target=web.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    for name in SERVICES:
        monkeypatch.setenv(f"CLUSTERLAB_{name}_URL", web.script.url)
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    yield web.script
    web.shutdown()
    web.server_close()
    thread.join()


@pytest.fixture(autouse=True)
def secret(monkeypatch, tmp_path) -> dict[str, str]:
    """Set a key of each service, and a cache of this test alone."""
    for name, value in SECRET.items():
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("CLUSTERLAB_VWORLD_DOMAIN", raising=False)
    monkeypatch.setenv("CLUSTERLAB_CACHE", str(tmp_path / "cache"))
    return SECRET


class Hours:
    """A clock that notes how long it was told to sleep, and moves on by that."""

    def __init__(self) -> None:
        self.slept: list[float] = []
        self.since = 0.0
        self.date_s = 1_795_000_000.0
        """2026-11-18."""

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.since += seconds

    @property
    def waits(self) -> list[float]:
        """Leave out the pauses between pages."""
        return [seconds for seconds in self.slept if seconds >= 0.5]

    def clock(self) -> Clock:
        return Clock(
            elapsed=lambda: self.since,
            now=lambda: self.date_s + self.since,
            sleep=self.sleep,
            spread=lambda: 1.0,
        )


@pytest.fixture(autouse=True)
def hours(monkeypatch) -> Hours:
    """Put a clock that never waits in the place of the real one."""
    made = Hours()
    monkeypatch.setattr(fetch, "Clock", made.clock)
    monkeypatch.setattr(client, "Clock", made.clock)
    return made


def data_go_kr(
    rows: list[dict[str, Any]],
    *,
    code: str = "00",
    total: int | None = None,
    xml: bool = False,
    bare: bool = False,
    cap: int = 100_000,
) -> Callable[[str, Query], Reply]:
    """Speak as apis.data.go.kr and api.data.go.kr do: pageNo, numOfRows, totalCount."""

    def speak(path: str, query: Query) -> Reply:
        if query.get("serviceKey") != SECRET["CLUSTERLAB_DATA_GO_KR_KEY"]:
            return as_xml(NOT_REGISTERED.format(
                message="SERVICE_KEY_IS_NOT_REGISTERED_ERROR", code="30"))  # fmt: skip
        size = min(int(query["numOfRows"]), cap)
        first = (int(query["pageNo"]) - 1) * size
        part = rows[first : first + size]
        count = len(rows) if total is None else total
        message = "NORMAL SERVICE." if code == "00" else "OK"
        if xml:
            items = "".join(
                "<item>" + "".join(f"<{name}>{value}</{name}>" for name, value in row.items())
                + "</item>" for row in part
            )  # fmt: skip
            return as_xml(
                '<?xml version="1.0" encoding="UTF-8"?><response><header>'
                f"<resultCode>{code}</resultCode><resultMsg>{message}</resultMsg></header><body>"
                f"<items>{items}</items><numOfRows>{size}</numOfRows>"
                f"<pageNo>{query['pageNo']}</pageNo><totalCount>{count}</totalCount>"
                "</body></response>"
            )
        # One row comes as an object, none as an empty text.
        item: Any = part if len(part) > 1 else (part[0] if part else "")
        root = {
            "header": {"resultCode": code, "resultMsg": message},
            "body": {
                "items": {"item": item} if part else "",
                "numOfRows": size,
                "pageNo": int(query["pageNo"]),
                "totalCount": count,
            },
        }
        return as_json(root if bare else {"response": root})

    return speak


@pytest.fixture
def stores() -> Callable[[int], list[dict[str, Any]]]:
    """Make rows of the register of stores."""

    def make(count: int) -> list[dict[str, Any]]:
        return [
            {
                "bizesId": f"MA0101{number:014}",
                "bizesNm": f"가게 {number}",
                "brchNm": "마곡점" if number % 2 else "",
                "indsLclsCd": "I2",
                "indsLclsNm": "음식",
                "ksicCd": "I56221" if number % 2 else "C21101",
                "ksicNm": "커피 전문점" if number % 2 else "의약용 화합물 제조업",
                "signguCd": "11500",
                "signguNm": "강서구",
                "adongCd": "11500603",
                "adongNm": "가양1동",
                "lnoCd": "1150010500107370000",
                "lnoAdr": "서울특별시 강서구 마곡동 737",
                "rdnmAdr": f"서울특별시 강서구 마곡중앙로 {number}",
                "newZipcd": "07788",
                "telno": "02-123-4567",
                "rprsntvNm": "홍길동",
                "lon": round(126.82 + number % 10 * 0.001, 3),
                "lat": 37.565,
            }
            for number in range(count)
        ]

    return make


@pytest.fixture
def reply() -> dict[str, Callable[..., Reply]]:
    """Hand the ways to write an answer to tests."""
    return {"json": as_json, "xml": as_xml, "data_go_kr": data_go_kr}
