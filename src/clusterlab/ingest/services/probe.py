"""One smallest request that tells whether a service works with the key at hand."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from .client import Client
from .clock import Clock
from .declared import data_set_named
from .failure import ServiceFailure
from .fetch import checked, requests
from .keys import NoKey, read_keys
from .paging import one_page
from .records import DataSet

DEADLINE_S = 30.0
TIMEOUT_S = 15.0


@dataclass(frozen=True, slots=True)
class Probed:
    """What a probe found, in one line; ``code`` is 0 works, 1 does not, 2 no key."""

    line: str
    code: int


def probe(
    name: str, parameters: Mapping[str, str] | None = None, *, clock: Clock | None = None
) -> Probed:
    """Ask a service once, for one row.

    Parameters
    ----------
    name : str
        Of the data set.
    parameters : mapping, optional
        What narrows it down; those of the smallest request by default.
    clock : Clock, optional
        Time and chance.

    Returns
    -------
    Probed
        Whether a key is there, the service was reached, it took the key, and how many rows it
        has for the request.

    Raises
    ------
    ValueError
        For an unknown name or parameter.
    """
    data_set = data_set_named(name)
    given = checked(data_set, parameters or smallest(data_set))
    request = requests(data_set, given)[0]
    said = ", ".join(f"{name} {value}" for name, value in given.items())
    try:
        read_keys(data_set.service)
    except NoKey as missing:
        return Probed(f"{name}: no key: {missing}", 2)
    single = replace(data_set, paging=replace(data_set.paging, most=1) if data_set.paging else None)
    try:
        with Client(
            data_set.service, clock=clock, deadline_s=DEADLINE_S, timeout_s=TIMEOUT_S, tries=2
        ) as client:
            page = one_page(client.ask, single, request)
    except ServiceFailure as failure:
        reached = failure.code or failure.kind not in {"down", "late"}
        where = "reached; refused" if reached else "not reached"
        return Probed(f"{name}: key present; {where}: {failure}", 1)
    total = len(page.rows) if page.total is None else page.total
    rows = f"{total:,} row{'' if total == 1 else 's'}"
    return Probed(
        f"{name}: key present; reached; accepted; {rows}{f' for {said}' if said else ''}", 0
    )


def smallest(data_set: DataSet) -> dict[str, str]:
    """Choose the parameters of the smallest request.

    Returns
    -------
    dict
        Those that the data set names, else the examples of what must be there.
    """
    if data_set.smallest:
        return dict(data_set.smallest)
    return {record.name: record.example for record in data_set.parameters if record.required}
