"""From the bytes of an answer to plain lists and dicts, be it JSON or XML, and to nothing else."""

import json
import re
from typing import Any
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from ...model.problem import shown
from .failure import ServiceFailure

HTML = re.compile(r"<!doctype\s+html|<html[\s>]", re.IGNORECASE)
TAG = re.compile(r"<[^>]*>|\s+")


def read_answer(body: bytes) -> Any:
    """Read an answer.

    Parameters
    ----------
    body : bytes
        All of it. What it is, its first sign says: services name JSON what is XML, and answer
        errors in XML to a request for JSON.

    Returns
    -------
    dict, list, str, number, bool or None
        An XML element with children is a dict, in a dict under its own name; a name that comes
        several times holds a list; a leaf is its text.

    Raises
    ------
    ServiceFailure
        Of the kind unreadable, for a web page, an answer that breaks off, or anything else.

    Examples
    --------
    >>> read_answer(b"<a><b>1</b><b>2</b></a>")
    {'a': {'b': ['1', '2']}}
    """
    start = body[:400].lstrip(b"\xef\xbb\xbf \t\r\n")
    if not start:
        raise ServiceFailure("unreadable", "the answer is empty")
    if start.startswith(b"<"):
        return _xml(body)
    return _json(body)


def _json(body: bytes) -> Any:
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        broken = f"the answer is neither JSON nor XML: byte {error.start} is no UTF-8"
        raise ServiceFailure("unreadable", broken) from None
    try:
        # Some services leave line breaks unescaped within their texts.
        return json.loads(text, strict=False, parse_constant=_no_number)
    except json.JSONDecodeError as error:
        rest = text[error.pos :].strip()
        cut = not rest or error.msg.startswith("Unterminated")
        if text.lstrip()[:1] in "{[" and cut:
            message = f"the answer breaks off after {len(text):,} characters"
        else:
            message = f"the answer is neither JSON nor XML; it begins {_first_line(text)}"
        raise ServiceFailure("unreadable", message) from None
    except RecursionError:
        raise ServiceFailure("unreadable", "the answer is nested too deeply") from None


def _no_number(name: str) -> Any:
    raise json.JSONDecodeError(f"{name} is no number", name, 0)


def _xml(body: bytes) -> Any:
    text = body.decode("utf-8", errors="replace")
    if HTML.search(text[:1000]):
        raise ServiceFailure("unreadable", f"the answer is a web page: {_first_line(text)}")
    try:
        root = fromstring(body, forbid_dtd=True)
    except DefusedXmlException:
        raise ServiceFailure("unreadable", "the answer is XML with a document type") from None
    except ParseError:
        message = f"the answer is broken XML; it begins {_first_line(text)}"
        raise ServiceFailure("unreadable", message) from None
    return {root.tag: _plain(root)}


def _plain(element: Element) -> Any:
    if not len(element):
        return (element.text or "").strip()
    children: dict[str, Any] = {}
    for child in element:
        value = _plain(child)
        if child.tag not in children:
            children[child.tag] = value
        elif isinstance(children[child.tag], list):
            children[child.tag].append(value)
        else:
            children[child.tag] = [children[child.tag], value]
    return children


def _first_line(text: str) -> str:
    return shown(TAG.sub(" ", text[:2000]).strip() or text.strip()[:60])


def member(tree: Any, *names: str) -> Any:
    """Walk down an answer.

    Parameters
    ----------
    tree : object
        An answer, or part of one.
    *names : str
        Members, from the outside in.

    Returns
    -------
    object
        None where one of them is not there.
    """
    for name in names:
        if not isinstance(tree, dict):
            return None
        tree = tree.get(name)
    return tree


def rows_of(found: Any) -> tuple[dict[str, Any], ...]:
    """Take rows as a list, however many there are.

    Parameters
    ----------
    found : object
        A list of rows, one row, or what a service writes for none.

    Returns
    -------
    tuple of dict
        Raises ``ServiceFailure`` where something else than rows is among them.
    """
    if found is None or found == "" or found == {}:
        return ()
    listed = found if isinstance(found, list) else [found]
    if not all(isinstance(row, dict) for row in listed):
        raise ServiceFailure("unreadable", "the answer has something else where rows should be")
    return tuple(listed)


def whole_number(value: Any) -> int | None:
    """Read a count, which services write as a number or as a text.

    Parameters
    ----------
    value : object
        What stands in the answer.

    Returns
    -------
    int or None
        None where there is none.
    """
    text = str(value).replace(",", "").strip()
    return int(text) if re.fullmatch(r"\d{1,12}", text) else None
