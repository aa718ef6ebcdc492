"""The client that all services share: tries again, gives up in time, and tells no key."""

import logging
import math
import os
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from types import TracebackType
from typing import Self
from urllib.parse import quote

import httpx

from ..korea.services.codes import judge
from .clock import Clock
from .failure import WORTH_ANOTHER_TRY, ServiceFailure
from .keys import MaskedLog, Secrets, read_keys
from .records import Page, Request, Service

TRIES = 5
FIRST_WAIT_S = 1.0
DEADLINE_S = 300.0
TIMEOUT_S = 30.0
LARGEST_BYTES = 100_000_000
LOGGERS = (
    "httpx",
    "httpcore",
    *(f"httpcore.{part}" for part in ("connection", "http11", "http2", "proxy", "socks")),
)
"""A filter holds for a logger alone, not for those below it."""
BUSY = frozenset({429, 503})


class Client:
    """Asks one service.

    Waits 1, 2, 4 and 8 s between tries, each cut by chance by up to a half, or as long as the
    service asks with Retry-After; never longer than the deadline, which holds for all requests
    of the client together.
    """

    def __init__(
        self,
        service: Service,
        *,
        clock: Clock | None = None,
        deadline_s: float = DEADLINE_S,
        timeout_s: float = TIMEOUT_S,
        tries: int = TRIES,
    ) -> None:
        self._service = service
        self._keys = read_keys(service)
        self._secrets = Secrets(self._keys)
        self._clock = clock or Clock()
        self._deadline_s = deadline_s
        self._ends = self._clock.elapsed() + deadline_s
        self._timeout_s, self._tries = timeout_s, tries
        self._token, self._token_ends = "", 0.0
        self._asked = False
        self._base = os.environ.get(address_variable(service), "").strip() or service.base_url
        # A redirect could carry the key to another host.
        self._http = httpx.Client(follow_redirects=False)
        self._filter = MaskedLog(self._secrets)

    def __enter__(self) -> Self:
        """Begin: from here on, log lines are masked."""
        for name in LOGGERS:
            logging.getLogger(name).addFilter(self._filter)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the connection."""
        self._http.close()
        for name in LOGGERS:
            logging.getLogger(name).removeFilter(self._filter)

    def mask(self, text: str) -> str:
        """Take the keys in use out of a text.

        Returns
        -------
        str
            With ``***`` in their place.
        """
        return self._secrets.mask(text)

    def ask(self, path: str, request: Request) -> Page:
        """Ask once, and again as long as that may help.

        Parameters
        ----------
        path : str
            Below the service's address; ``{key}`` stands for the key.
        request : dict
            Fields of the request, without the key.

        Returns
        -------
        Page
            An answer whose code says that it is in order.

        Raises
        ------
        ServiceFailure
            One line, the key masked, without the error of the web library, as that carries the
            address.
        """
        failure = ServiceFailure("down", "the service was not asked")
        for tried in range(self._tries):
            if tried:
                self._wait(failure, tried)
            elif self._asked:
                self._clock.sleep(self._service.pause_s)
            try:
                return self._once(path, request)
            except ServiceFailure as raised:
                failure = raised
            if self._is_worn(failure) and not tried:
                self._token = ""
            elif failure.kind not in WORTH_ANOTHER_TRY:
                break
        raise self._told(failure)

    def _told(self, failure: ServiceFailure) -> ServiceFailure:
        message = self.mask(str(failure))
        if self._service.title not in message:
            message = f"{self._service.title}: {message}"
        return ServiceFailure(failure.kind, message, code=failure.code)

    def _is_worn(self, failure: ServiceFailure) -> bool:
        token = self._service.token
        return bool(token and self._token and failure.code in token.refused)

    def _wait(self, failure: ServiceFailure, tried: int) -> None:
        wait = failure.wait_s or FIRST_WAIT_S * 2 ** (tried - 1) * self._clock.spread()
        if self._clock.elapsed() + wait >= self._ends:
            last = self.mask(str(failure))
            raise ServiceFailure(
                "late",
                f"{self._service.title}: gave up after {tried} "
                f"{'try' if tried == 1 else 'tries'}, as the next would be after the deadline of "
                f"{self._deadline_s:g} s; {last}",
                code=failure.code,
            )
        self._clock.sleep(wait)

    def _once(self, path: str, request: Request) -> Page:
        page = self._service.read(self._fetch(path, self._with_key(request)))
        return judge(page, self._service)

    def _with_key(self, request: Request) -> Request:
        sent = dict(request)
        for variable, name in self._service.optional:
            value = os.environ.get(variable, "").strip()
            if value:
                sent[name] = value
        if self._service.token:
            sent[self._service.key_field] = self._current_token()
        elif self._service.key_field:
            sent[self._service.key_field] = self._keys[0]
        return sent

    def _current_token(self) -> str:
        token = self._service.token
        if token and (not self._token or self._clock.now() >= self._token_ends - 60):
            body = self._fetch(token.path, dict(zip(token.key_fields, self._keys, strict=True)))
            page, value, ends = token.read(body)
            judge(page, self._service)
            if not value:
                raise ServiceFailure("unreadable", "the answer to the keys holds no token")
            self._secrets.add(value)
            self._token, self._token_ends = value, ends
        return self._token

    def _fetch(self, path: str, sent: Request) -> bytes:
        """Fetch an address; nothing of the web library's error, which names it, is kept."""
        body, failure = self._attempt(path, sent)
        if failure is not None:
            raise failure
        return body

    def _attempt(self, path: str, sent: Request) -> tuple[bytes, ServiceFailure | None]:
        self._asked = True
        address = f"{self._base}/{path.replace('{key}', quote(self._keys[0], safe=''))}"
        body = bytearray()
        left_s = min(self._timeout_s, max(self._ends - self._clock.elapsed(), 0.1))
        try:
            with self._http.stream("GET", address, params=sent or None, timeout=left_s) as response:
                for part in response.iter_bytes():
                    body += part
                    if len(body) > LARGEST_BYTES:
                        large = f"the answer is larger than {LARGEST_BYTES:,} bytes"
                        return b"", ServiceFailure("request", large)
                    if self._clock.elapsed() >= self._ends:
                        late = f"the answer was not complete within {self._deadline_s:g} s"
                        return b"", ServiceFailure("late", late)
                status, headers = response.status_code, response.headers
        except httpx.TimeoutException:
            return b"", ServiceFailure("down", "no answer in time")
        except httpx.RemoteProtocolError:
            return b"", ServiceFailure("down", "the connection broke off within the answer")
        except (httpx.InvalidURL, httpx.UnsupportedProtocol):
            wrong = f"{address_variable(self._service)} is no web address"
            return b"", ServiceFailure("request", wrong)
        except httpx.HTTPError as error:
            return b"", ServiceFailure("down", f"cannot be reached ({type(error).__name__})")
        whole = self._secrets.mask_answer(bytes(body))
        return whole, None if status == httpx.codes.OK else self._refused(status, headers, whole)

    def _refused(self, status: int, headers: httpx.Headers, body: bytes) -> ServiceFailure | None:
        """Judge an answer that is not 200: its body may still say why, in the service's words."""
        try:
            page = self._service.read(body)
            judge(page, self._service)
        except ServiceFailure as said:
            if said.code and said.kind != "unreadable":
                said.wait_s = self._asked_to_wait(headers)
                return said
        if status in BUSY:
            wait = self._asked_to_wait(headers)
            return ServiceFailure("busy", f"too busy (HTTP {status})", wait_s=wait)
        if status >= httpx.codes.INTERNAL_SERVER_ERROR:
            return ServiceFailure("down", f"failed (HTTP {status})")
        if status in {401, 403}:
            return ServiceFailure("key", f"refuses the key (HTTP {status})")
        return ServiceFailure("request", f"does not take the request (HTTP {status})")

    def _asked_to_wait(self, headers: httpx.Headers) -> float:
        asked = headers.get("retry-after", "").strip()
        if not asked:
            return 0.0
        try:
            seconds = float(asked)
        except ValueError:
            try:
                at = parsedate_to_datetime(asked)
            except ValueError:
                return 0.0
            at = at if at.tzinfo else at.replace(tzinfo=UTC)
            now = datetime.fromtimestamp(self._clock.now(), UTC)
            seconds = (at - now).total_seconds()
        return max(seconds, 0.0) if math.isfinite(seconds) else 0.0


def address_variable(service: Service) -> str:
    """Name the environment variable that puts another address in the place of the service's.

    Returns
    -------
    str
        Such as ``CLUSTERLAB_VWORLD_URL``: for a relay on a closed network.
    """
    return f"CLUSTERLAB_{service.name.upper()}_URL"
