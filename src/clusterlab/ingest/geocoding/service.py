"""What a geocoding service must give, and which of its answers are believed."""

from collections.abc import Hashable, Mapping, Sequence
from typing import Any, Protocol

import pandas as pd

from ..korea.address import Address, may_be_one, parse_address
from .placing import Placed

SERVICE_M = 15.0
"""Points of two registers for the same building of Magok lay 4 to 13 m apart [m]."""


class Service(Protocol):
    """A client of Juso, VWorld or any other service that turns addresses into points."""

    @property
    def name(self) -> str:
        """Name of the service, as the rows that it placed will say."""
        ...

    def geocode(self, addresses: Sequence[str]) -> pd.DataFrame:
        """Look addresses up.

        Returns
        -------
        DataFrame
            One row for each address in its order: lon and lat [degree], NaN where it was not
            found, and road_address and lot_address, what the service understood.
        """
        ...


def answers(service: Service, asked: Mapping[int, str]) -> dict[int, Placed]:
    """Ask a service, each address once, and keep what it truly answered.

    Parameters
    ----------
    service : Service
        The client; its errors are handed on.
    asked : mapping of int to str
        Address by row.

    Returns
    -------
    dict of int to Placed
        Basis ``address``. A service that does not know an address may answer with a neighbour of
        it: an answer whose building number, or lot, is not the one that was asked for is left out.

    Raises
    ------
    ValueError
        Where the service did not answer each address once.
    """
    distinct = list(dict.fromkeys(asked.values()))
    frame = service.geocode(distinct)
    if len(frame) != len(distinct):
        raise ValueError(
            f"{service.name} answered {len(frame)} of {len(distinct)} addresses; "
            "one answer for each was expected."
        )
    found: dict[str, Placed] = {}
    for text, row in zip(distinct, frame.to_dict("records"), strict=True):
        lon, lat = float(row["lon"]), float(row["lat"])
        if lon == lon and lat == lat and _is_what_was_asked(text, row):
            unsure = float(row.get("uncertainty_m", SERVICE_M))
            found[text] = Placed("address", "service", service.name, lon, lat, unsure)
    return {row: found[text] for row, text in asked.items() if text in found}


def _is_what_was_asked(text: str, row: Mapping[Hashable, Any]) -> bool:
    wanted = parse_address(text)
    road, lot = (_parsed(row.get(name)) for name in ("road_address", "lot_address"))
    if wanted.number and road.number:
        return wanted.road_address == road.road_address and may_be_one(wanted, road)
    if wanted.lot and lot.lot:
        return wanted.lot_address == lot.lot_address and may_be_one(wanted, lot)
    return False


def _parsed(text: object) -> Address:
    return parse_address(text) if isinstance(text, str) else Address()
