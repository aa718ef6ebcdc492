"""Unsaid: what a report on scenarios cannot say, and the rates that it used."""

from ...load.rates import rates_used
from ...model.finding import Finding, Table, finding
from ...model.said import Label, said
from .played import Played

OF_DENSITY = ("density_elasticity", "density_decay")
OF_FLEETS = ("bus_speed", "way_factor", "stop_time", "on_demand_riders")


@finding("scenarios.unsaid")
def unsaid(played: Played) -> Finding:
    """Say what could not be said."""
    finest = played.place.levels[-1] if played.place.levels else ""
    return Finding(said=[said("unsaid_items", level=Label("level", finest))])


@finding("scenarios.rates")
def rates(played: Played) -> Finding:
    """Lay out the rates that the other findings used.

    Returns
    -------
    Finding
        Its data are those of `rates.rates_used`; without a table where none was used.
    """
    tables = list(played.effects.values())
    names = [f"floor_per_job_{use}" for table in tables for use in table["floor_use"] if use]
    for table in tables:
        uses = table.loc[table["unit"] == "m2_land", "floor_use"]
        names += [f"land_per_job_{use}" for use in uses]
    names += [*(OF_DENSITY if tables else ()), *(OF_FLEETS if played.fleets else ())]
    used = rates_used(played.facts, names)
    if used.empty:
        return Finding()
    shown = used.rename(columns={"value": "rate_value"})
    columns = ["low", "rate_value", "high", "unit", "as_of", "confidence"]
    return Finding(
        data=used,
        said=[said("unsaid_rates")],
        tables=[Table(shown, "rates", columns=columns, names={"rate": "rate"})],
    )
