"""What `clusterlab fetch` does: a fetch ordered, carried out, written and told in one line."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from .client import DEADLINE_S
from .declared import data_set_named
from .fetch import MAX_AGE_DAYS, Fetched, checked, fetch
from .into import put
from .made import filled
from .out import check_out, write_out
from .tidy import GEOMETRY


@dataclass(frozen=True, slots=True)
class Order:
    """A data set, what narrows it down, and where it goes."""

    name: str
    parameters: Mapping[str, str]
    into: Path | None = None
    out: Path | None = None
    table: str = ""
    refresh: bool = False
    max_age_days: float = MAX_AGE_DAYS
    partial: bool = False
    deadline_s: float = DEADLINE_S


def carry_out(order: Order) -> str:
    """Fetch and write.

    Parameters
    ----------
    order : Order
        What is wanted.

    Returns
    -------
    str
        One line: rows that came, what became of them, and the date of the fetch.

    Raises
    ------
    ValueError
        For what is wrong with the order, before anything is asked, or for rows of which no table
        can be made.
    ServiceFailure
        Where the service fails; nothing is written.
    """
    data_set = data_set_named(order.name)
    checked(data_set, order.parameters)
    if (order.into is None) == (order.out is None):
        raise ValueError("say where the rows go: --into a cluster, or --out a file")
    if order.into is not None or order.table:
        record = filled(data_set, order.table)
    if order.into is not None and not order.into.is_dir():
        raise ValueError(f"--into {order.into}: expected the folder of a cluster")
    if order.out is not None:
        has_outlines = record.format == "geojson" if order.table else GEOMETRY in data_set.headings
        check_out(order.out, has_outlines=has_outlines)
    fetched = fetch(
        order.name,
        order.parameters,
        refresh=order.refresh,
        max_age_days=order.max_age_days,
        partial=order.partial,
        deadline_s=order.deadline_s,
    )
    if order.into is not None:
        receipt = put(fetched, order.into, wanted=order.table)
        left = ", ".join(f"{count:,} {reason}" for reason, count in receipt.left_out.items())
        told = f"{receipt.used:,} rows in {order.into / receipt.path}"
        told += f"; left out: {left}" if left else ""
        told += f"; {receipt.replaced:,} older rows replaced" if receipt.replaced else ""
    else:
        out = order.out or Path()
        told = f"{write_out(fetched, out, table=order.table):,} rows in {out}"
    return f"{_came(fetched)}; {told}"


def _came(fetched: Fetched) -> str:
    copy = fetched.copy
    where = "from the cache of" if fetched.from_cache else "fetched on"
    partial = f", PARTIAL: the service reports {copy.total:,}" if fetched.is_partial else ""
    return f"{fetched.data_set.name}: {len(copy.rows):,} rows {where} {copy.fetched}{partial}"
