"""Addresses to points through Juso, as the placing of a folder's rows wants them."""

import datetime as dt
import json
import re
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

import pandas as pd

from ..korea.services.juso import ADDRESSES, POINTS, in_degrees
from .cache import cache_folder, write_whole
from .client import Client
from .clock import Clock
from .failure import ServiceFailure
from .fetch import KOREA, MAX_AGE_DAYS
from .records import Row

COLUMNS = ("lon", "lat", "road_address", "lot_address")
NOT_ALLOWED = re.compile(r"[%=><\[\]]")
LONGEST = 80
"""Signs of a text that Juso searches for."""
FILE = "juso-geocoder.json"
Found = tuple[float | None, float | None, str, str]
NOTHING: Found = (None, None, "", "")


class JusoGeocoder:
    """Looks addresses up, one after the other, each with two requests.

    Needs ``CLUSTERLAB_JUSO_KEY`` and ``CLUSTERLAB_JUSO_COORD_KEY``. VWorld also knows addresses,
    but its terms do not allow what it answers to be stored, and a cluster is stored.

    What was found is kept in the cache for 30 days, also where Juso fails half-way: a second run
    goes on from there. What was not found is looked up again.
    """

    name = "juso"

    def __init__(self, *, clock: Clock | None = None, deadline_s: float = 3600.0) -> None:
        self._today = dt.datetime.fromtimestamp((clock or Clock()).now(), KOREA).date()
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
        path = cache_folder() / FILE
        known = _read(path, self._today)
        there = len(known)
        rows: list[Found] = []
        try:
            for address in addresses:
                place = known[address][1] if address in known else self._one(address)
                rows.append(place)
                if place[0] is not None:
                    known.setdefault(address, (self._today.isoformat(), place))
        finally:
            if len(known) > there:
                write_whole(path, json.dumps(known, ensure_ascii=False, allow_nan=False))
        frame = pd.DataFrame(rows, columns=list(COLUMNS))
        return frame.astype({"lon": "float64", "lat": "float64"})

    def _one(self, address: str) -> Found:
        keyword = " ".join(NOT_ALLOWED.sub(" ", address).split())[:LONGEST]
        if not keyword:
            return NOTHING
        request = {"resultType": "json", "currentPage": "1", "countPerPage": "1"}
        try:
            found = self._search.ask(ADDRESSES.path, request | {"keyword": keyword}).rows
        except ServiceFailure as failure:
            if failure.kind == "request" and failure.code.startswith("E0"):
                return NOTHING
            raise
        if not found:
            return NOTHING
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


def _read(path: Path, today: dt.date) -> dict[str, tuple[str, Found]]:
    """Read what was found not too long ago; a file that is not ours counts as none."""
    try:
        content = json.loads(path.read_bytes())
        return {
            address: (day, (float(lon), float(lat), str(road), str(lot)))
            for address, (day, (lon, lat, road, lot)) in content.items()
            if (today - dt.date.fromisoformat(day)).days <= MAX_AGE_DAYS
        }
    except (OSError, ValueError, TypeError, AttributeError):
        return {}
