"""Keys: read from the environment, decoded once, and taken out of every text."""

import json
import logging
import os
import re
from collections.abc import Iterable, Mapping
from urllib.parse import quote, quote_plus, unquote

from ...model.errors import NoKey as NoKey
from .records import Service

MASK = "***"
TOO_SHORT = 8
"""A key shorter than this is not looked for in answers: it could be a word of the data."""


class Secrets:
    """The keys and tokens in use, and the one place that takes them out of a text."""

    def __init__(self, values: Iterable[str] = ()) -> None:
        self._forms: set[str] = set()
        for value in values:
            self.add(value)

    def add(self, value: str) -> None:
        """Remember a key in every form in which it may show.

        Parameters
        ----------
        value : str
            The key as it is.
        """
        once = {value, quote(value), quote(value, safe=""), quote_plus(value)}
        forms = once | {quote(form, safe="") for form in once}
        forms |= {re.sub("%[0-9A-F]{2}", lambda sign: sign[0].lower(), form) for form in forms}
        forms |= {json.dumps(form)[1:-1] for form in forms}
        # As PHP and Java write it into JSON.
        forms |= {form.replace("/", "\\/").replace("=", "\\u003d") for form in forms}
        forms |= {form.replace("/", "\\/") for form in forms}
        self._forms |= {form for form in forms if form}

    def mask(self, text: str) -> str:
        """Take the keys out of a text.

        Parameters
        ----------
        text : str
            Anything that will be shown or stored.

        Returns
        -------
        str
            With ``***`` in the place of each key.

        Examples
        --------
        >>> Secrets(["ab+/12=="]).mask("key=ab%2B%2F12%3D%3D, again ab+/12==")
        'key=***, again ***'
        """
        for form in sorted(self._forms, key=len, reverse=True):
            text = text.replace(form, MASK)
        return text

    def mask_answer(self, body: bytes) -> bytes:
        """Take the keys out of an answer: some services send the whole request back.

        Parameters
        ----------
        body : bytes
            As it came.

        Returns
        -------
        bytes
            Before any of it is read, shortened or stored.
        """
        for form in sorted(self._forms, key=len, reverse=True):
            if len(form) >= TOO_SHORT:
                body = body.replace(form.encode(), MASK.encode())
        return body


class MaskedLog(logging.Filter):
    """Keep keys out of what the web library logs: its lines carry whole addresses."""

    def __init__(self, secrets: Secrets) -> None:
        super().__init__()
        self._secrets = secrets

    def filter(self, record: logging.LogRecord) -> bool:
        """Mask a line.

        Returns
        -------
        bool
            Always true: the line is kept.
        """
        record.msg = self._secrets.mask(record.getMessage())
        record.args = ()
        return True


def read_keys(service: Service, environment: Mapping[str, str] | None = None) -> tuple[str, ...]:
    """Read the keys of a service.

    Parameters
    ----------
    service : Service
        What names the environment variables.
    environment : mapping, optional
        Variables; those of the process by default.

    Returns
    -------
    tuple of str
        In the service's order. A key that was handed out percent-encoded comes back plain, so
        that sending it encodes it exactly once.

    Raises
    ------
    NoKey
        Where a variable is not set, or holds what cannot be a key.
    """
    variables = os.environ if environment is None else environment
    return tuple(_key(service, name, variables.get(name, "").strip()) for name in service.keys)


def _key(service: Service, name: str, value: str) -> str:
    if not value:
        raise NoKey(f"{name} is not set: {service.title} wants a key, given at {service.apply_at}")
    if service.key_is_encoded and "%" in value:
        value = unquote(value)
        if "%" in value:
            raise NoKey(f"{name} is encoded twice: paste the key as {service.title} shows it")
    if not value.isprintable() or " " in value:
        raise NoKey(f"{name} holds a blank or a sign that no key has: paste the key alone")
    return value
