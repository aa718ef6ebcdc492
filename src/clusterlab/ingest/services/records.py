"""What a service, a data set, a parameter and an answer are: the records that all files share."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

import geopandas as gpd
import pandas as pd

Row = dict[str, Any]
Request = dict[str, str]


@dataclass(frozen=True, slots=True)
class Page:
    """One answer taken apart.

    ``code`` is the service's own word for how it went; ``total`` is the number of rows that it
    says there are, None where it does not say.
    """

    code: str
    message: str = ""
    rows: tuple[Row, ...] = ()
    total: int | None = None


@dataclass(frozen=True, slots=True)
class Parameter:
    """What the user says to narrow a data set down."""

    name: str
    meaning: str
    example: str
    required: bool = True
    sent_as: str = ""
    pattern: str = r".+"
    default: str = ""

    @property
    def field(self) -> str:
        """Name the parameter as the service does.

        Returns
        -------
        str
            Such as ``LAWD_CD``; empty where the parameter is not sent as it stands.
        """
        return self.sent_as or self.name


@dataclass(frozen=True, slots=True)
class Paging:
    """How a service hands out rows in parts.

    ``numbered``: a page number and a size; ``ranged``: the first and the last row, in the path.
    """

    style: Literal["numbered", "ranged"]
    page: str
    size: str
    most: int
    """Rows that the service gives at once."""


@dataclass(frozen=True, slots=True)
class Token:
    """How a service swaps the keys for a short-lived token."""

    path: str
    key_fields: tuple[str, ...]
    refused: frozenset[str]
    """Codes that say that the token has run out."""
    read: Callable[[bytes], tuple[Page, str, float]]
    """From an answer to its page, the token, and until when it holds [s since 1970]."""


@dataclass(frozen=True, slots=True)
class Service:
    """A service: where it is, which key it wants, how its answers are read."""

    name: str
    title: str
    base_url: str
    keys: tuple[str, ...]
    """Environment variables that hold the keys, in the order of their use."""
    key_field: str
    """Name of the key in a request; empty where it stands in the path."""
    apply_at: str
    read: Callable[[bytes], Page]
    key_is_encoded: bool = False
    """Whether the service also hands its key out percent-encoded."""
    optional: tuple[tuple[str, str], ...] = ()
    """Environment variables that are sent where they are set, each with its name in a request."""
    token: Token | None = None
    pause_s: float = 0.1
    codes: str = ""
    """Whose codes count, where it is another service's."""


@dataclass(frozen=True, slots=True)
class Cut:
    """What is known where a data set is turned into a table of a cluster."""

    source_id: str
    fetched: str
    parameters: Mapping[str, str]
    districts: gpd.GeoDataFrame | None = None
    measure_crs: str = ""


@dataclass(frozen=True, slots=True)
class Made:
    """A table made of a data set; ``left_out`` is the reason of each row that was not used."""

    frame: pd.DataFrame
    left_out: "pd.Series[str]"

    @property
    def reasons(self) -> dict[str, int]:
        """Count the rows that were left out.

        Returns
        -------
        dict
            By reason, the most frequent first.
        """
        return {str(reason): int(count) for reason, count in self.left_out.value_counts().items()}


def left_out(frame: pd.DataFrame, *reasons: "tuple[str, pd.Series[bool]]") -> "pd.Series[str]":
    """Name the reason of each row that is not used.

    Parameters
    ----------
    frame : DataFrame
        All rows.
    *reasons : (str, Series of bool)
        A reason and the rows that it holds for; of several the first counts.

    Returns
    -------
    Series
        By the index of the frame; only rows with a reason.
    """
    told = pd.Series("", index=frame.index, dtype="str")
    for reason, holds in reversed(reasons):
        told = told.mask(holds, reason)
    return told[told != ""]


Maker = Callable[[pd.DataFrame, Cut], Made]
"""Makes a cluster's table of rows under their Korean headings, and of what is known besides."""


@dataclass(frozen=True, slots=True)
class DataSet:
    """A data set of a service.

    ``fields`` is the list of what is kept, each with its Korean heading: whatever else a service
    sends (a representative's name, a telephone) is never stored. ``needed`` are headings without
    which the data set is not what it was.
    """

    name: str
    service: Service
    title: str
    title_en: str
    publisher: str
    licence: str
    documentation: str
    path: str
    parameters: tuple[Parameter, ...]
    fields: tuple[tuple[str, str], ...]
    needed: tuple[str, ...]
    table: str = ""
    make: Maker | None = None
    fixed: tuple[tuple[str, str], ...] = ()
    paging: Paging | None = None
    identity: tuple[str, ...] = ()
    """Headings that tell rows apart where parts of an area overlap."""
    plan: Callable[[Mapping[str, str]], list[Request]] | None = None
    """From the parameters to the requests, where there is more than one."""
    spread: Callable[[Row], Row] | None = None
    """From a row as sent to a flat one."""
    carry: tuple[str, ...] = ()
    """Fields of the request that the answer does not repeat and its rows need."""
    money: tuple[tuple[str, str], ...] = ()
    """Unit of each money column that the table gets."""
    smallest: tuple[tuple[str, str], ...] = ()
    """Parameters of the smallest request that makes sense, where the examples ask for more."""
    crs: int = 4326
    """Reference system of what the service sends [EPSG]."""

    @property
    def headings(self) -> tuple[str, ...]:
        """List the Korean headings of the rows.

        Returns
        -------
        tuple of str
            In the order of the fields; ``geometry`` among them where rows have outlines.
        """
        return tuple(heading for _, heading in self.fields)
