"""Addresses to points through Juso, as the placing of a folder's rows wants them."""

import re
from collections.abc import Sequence
from types import TracebackType
from typing import Self

import pandas as pd

from .client import Client
from .clock import Clock
from .failure import ServiceFailure
from .juso import ADDRESSES, POINTS, in_degrees
from .records import Row

COLUMNS = ("lon", "lat", "road_address", "lot_address")
NOT_ALLOWED = re.compile(r"[%=><\[\]]")
LONGEST = 80
"""Signs of a text that Juso searches for."""


class JusoGeocoder:
    """Looks addresses up, one after the other, each with two requests.

    Needs ``CLUSTERLAB_JUSO_KEY`` and ``CLUSTERLAB_JUSO_COORD_KEY``. VWorld also knows addresses,
    but its terms do not allow what it answers to be stored, and a cluster is stored.
    """

    name = "juso"

    def __init__(self, *, clock: Clock | None = None, deadline_s: float = 3600.0) -> None:
        self._search = Client(ADDRESSES.service, clock=clock, deadline_s=deadline_s)
        self._point = Client(POINTS.service, clock=clock, deadline_s=deadline_s)

    def __enter__(self) -> Self:
        """Begin: from here on, log lines are masked."""
        self._search.__enter__()
        self._point.__enter__()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the connections."""
        self._point.__exit__(kind, error, trace)
        self._search.__exit__(kind, error, trace)

    def geocode(self, addresses: Sequence[str]) -> pd.DataFrame:
        """Look addresses up.

        Parameters
        ----------
        addresses : sequence of str
            Roads and numbers, or lots.

        Returns
        -------
        DataFrame, shape (addresses, 4)
            One row for each address in its order: lon and lat [degree], NaN where it was not
            found; road_address and lot_address, what Juso understood.

        Raises
        ------
        ServiceFailure
            Where Juso fails; an address that it cannot search for is only not found.
        """
        rows = [self._one(address) for address in addresses]
        frame = pd.DataFrame(rows, columns=list(COLUMNS))
        return frame.astype({"lon": "float64", "lat": "float64"})

    def _one(self, address: str) -> tuple[float | None, float | None, str, str]:
        nothing = (None, None, "", "")
        keyword = " ".join(NOT_ALLOWED.sub(" ", address).split())[:LONGEST]
        if not keyword:
            return nothing
        request = {"resultType": "json", "currentPage": "1", "countPerPage": "1"}
        try:
            found = self._search.ask(ADDRESSES.path, request | {"keyword": keyword}).rows
        except ServiceFailure as failure:
            if failure.kind == "request" and failure.code.startswith("E0"):
                return nothing
            raise
        if not found:
            return nothing
        row = found[0]
        lon, lat = self._located(row)
        road = str(row.get("roadAddrPart1") or row.get("roadAddr") or "")
        return lon, lat, road, str(row.get("jibunAddr") or "")

    def _located(self, row: Row) -> tuple[float | None, float | None]:
        parts = ("admCd", "rnMgtSn", "udrtYn", "buldMnnm", "buldSlno")
        request = {name: str(row.get(name, "")) for name in parts}
        points = self._point.ask(POINTS.path, request | {"resultType": "json"}).rows
        if not points:
            return None, None
        placed = in_degrees(points[0])
        if not placed["lon"] or not placed["lat"]:
            return None, None
        return float(placed["lon"]), float(placed["lat"])
