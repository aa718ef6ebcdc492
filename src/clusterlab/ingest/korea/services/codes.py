"""Each service's codes in plain words, from the table beside this file, and what each one asks."""

import csv
from functools import cache
from importlib import resources
from typing import Literal, NamedTuple, get_args

from ....model.problem import shown
from ...services.failure import Kind, ServiceFailure
from ...services.records import Page, Service

Verdict = Literal["ok", "empty", "key", "quota", "busy", "request", "down"]


class Code(NamedTuple):
    """What a code means: what to do, and the words for it in both languages."""

    verdict: Verdict
    ko: str
    en: str


@cache
def codes() -> dict[tuple[str, str], Code]:
    """Read the codes of all services.

    Returns
    -------
    dict
        From (service, code) to what it means.

    Examples
    --------
    >>> codes()["seoul", "INFO-000"].verdict
    'ok'
    """
    text = resources.files(__package__).joinpath("codes.csv").read_text(encoding="utf-8")
    found: dict[tuple[str, str], Code] = {}
    for row in csv.DictReader(text.splitlines()):
        verdict: Verdict = next(word for word in get_args(Verdict) if word == row["kind"])
        found[row["service"], row["code"]] = Code(verdict, row["ko"], row["en"])
    return found


def judge(page: Page, service: Service) -> Page:
    """Let an answer pass only if its code says that it is in order.

    Parameters
    ----------
    page : Page
        The answer taken apart.
    service : Service
        Whose codes count.

    Returns
    -------
    Page
        The same one; without rows where the service says that there are none.

    Raises
    ------
    ServiceFailure
        For any other code, in one line in both languages. A code that is not known is a failure,
        however friendly its text.
    """
    code = codes().get((service.codes or service.name, page.code))
    if code is None:
        told = f": {shown(page.message)}" if page.message else ""
        said = (
            f"{service.title} answered with the code {shown(page.code)}, which is not known{told}"
        )
        raise ServiceFailure("unreadable", said, code=page.code)
    if code.verdict == "ok":
        return page
    if code.verdict == "empty":
        return Page(page.code, page.message, (), 0)
    kind: Kind = code.verdict
    message = f"{service.title} answered {page.code}: {code.en} ({code.ko})"
    raise ServiceFailure(kind, message, code=page.code)
