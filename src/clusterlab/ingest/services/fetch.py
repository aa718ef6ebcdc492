"""A fetch from end to end: parameters checked, cache looked at, service asked, rows tidied."""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

from ...model.problem import meant, shown
from .cache import Copy, cache_folder, copy_path, read_copy, write_copy
from .client import DEADLINE_S, TIMEOUT_S, Client
from .clock import Clock
from .declared import data_set_named
from .failure import ServiceFailure
from .keys import read_keys
from .paging import gather
from .records import DataSet, Request, Row
from .tidy import tidy

KOREA = ZoneInfo("Asia/Seoul")
MAX_AGE_DAYS = 30


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a fetch brought, and where it came from."""

    data_set: DataSet
    parameters: dict[str, str]
    copy: Copy
    from_cache: bool

    @property
    def is_partial(self) -> bool:
        """Tell whether fewer rows came than the service reports.

        Returns
        -------
        bool
            Only ever true where the caller allowed it.
        """
        return len(self.copy.rows) < self.copy.total


def fetch(
    name: str,
    parameters: Mapping[str, str],
    *,
    refresh: bool = False,
    max_age_days: float = MAX_AGE_DAYS,
    partial: bool = False,
    cache: Path | None = None,
    clock: Clock | None = None,
    deadline_s: float = DEADLINE_S,
    timeout_s: float = TIMEOUT_S,
) -> Fetched:
    """Fetch a data set.

    Parameters
    ----------
    name : str
        Of the data set.
    parameters : mapping
        What narrows it down.
    refresh : bool
        Ask the service even where a copy is young enough.
    max_age_days : float
        How old a copy may be [days].
    partial : bool
        Take what came where it is less than the service reports; such rows are not cached.
    cache : Path, optional
        Folder of copies.
    clock : Clock, optional
        Time and chance.
    deadline_s, timeout_s : float
        For the whole fetch, and for one answer [s].

    Returns
    -------
    Fetched
        Rows in the service's order.

    Raises
    ------
    ValueError
        For an unknown name, a parameter that is missing, unknown or wrong, or no key: before
        anything is asked.
    ServiceFailure
        Where the service fails. A copy stays as it was.
    """
    data_set = data_set_named(name)
    given = checked(data_set, parameters)
    time = clock or Clock()
    path = copy_path(data_set, given, cache or cache_folder())
    copy = read_copy(path)
    today = dt.datetime.fromtimestamp(time.now(), KOREA).date()
    if copy and not refresh and (today - copy.fetched).days <= max_age_days:
        return Fetched(data_set, given, copy, from_cache=True)
    try:
        read_keys(data_set.service)
        with Client(
            data_set.service, clock=time, deadline_s=deadline_s, timeout_s=timeout_s
        ) as client:
            fresh = _gathered(client, data_set, given, partial=partial, today=today)
    except ServiceFailure as failure:
        kept = f" (the copy of {copy.fetched} is kept)" if copy else ""
        raised = ServiceFailure(failure.kind, f"{failure}{kept}", code=failure.code)
    else:
        fetched = Fetched(data_set, given, fresh, from_cache=False)
        if not fetched.is_partial:
            write_copy(path, fresh, data_set=data_set, parameters=given)
        return fetched
    raise raised


def _gathered(
    client: Client, data_set: DataSet, given: Mapping[str, str], *, partial: bool, today: dt.date
) -> Copy:
    rows: list[Row] = []
    missing = 0
    for request in requests(data_set, given):
        part = gather(client.ask, data_set, request, partial=partial)
        carried = {name: request[name] for name in data_set.carry if name in request}
        rows += [row | carried for row in part.rows]
        missing += part.total - len(part.rows)
    kept, unknown = tidy(rows, data_set)
    return Copy(kept, len(kept) + missing, today, unknown)


def requests(data_set: DataSet, given: Mapping[str, str]) -> list[Request]:
    """Lay out the requests that a data set needs.

    Parameters
    ----------
    data_set : DataSet
        What is asked.
    given : mapping
        Checked parameters.

    Returns
    -------
    list of dict
        One, or several where an area or a list is asked in parts; without pages and key.
    """
    fixed = dict(data_set.fixed)
    if data_set.plan:
        return [fixed | request for request in data_set.plan(given)]
    named = {
        record.field: given[record.name] for record in data_set.parameters if record.name in given
    }
    return [fixed | named]


def checked(data_set: DataSet, parameters: Mapping[str, str]) -> dict[str, str]:
    """Hold parameters against what a data set declares.

    Parameters
    ----------
    data_set : DataSet
        The record.
    parameters : mapping
        As the user wrote them.

    Returns
    -------
    dict
        In the data set's order.

    Raises
    ------
    ValueError
        One line that names the parameter and what was expected.
    """
    names = [record.name for record in data_set.parameters]
    for name in parameters:
        if name not in names:
            expected = ", ".join(names) or "none"
            raise ValueError(
                f"{data_set.name} has no parameter {shown(name)}{meant(name, names)}; "
                f"it takes {expected}"
            )
    given: dict[str, str] = {}
    for record in data_set.parameters:
        value = parameters.get(record.name, record.default).strip()
        if not value and record.required:
            raise ValueError(
                f"{data_set.name} needs -p {record.name} …: {record.meaning}, "
                f"such as {record.example}"
            )
        if value and not re.fullmatch(record.pattern, value):
            raise ValueError(
                f"{data_set.name}: parameter {record.name}: value {shown(value)}: expected "
                f"{record.meaning}, such as {record.example}"
            )
        if value:
            given[record.name] = value
    return given
