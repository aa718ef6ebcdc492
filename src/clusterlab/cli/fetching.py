"""The verb that asks public services: fetch."""

from pathlib import Path
from typing import Annotated

import typer

from .app import DONE, RUN_FAILED, app, complain, pairs


@app.command()
def fetch(
    source: Annotated[
        str | None, typer.Argument(metavar="[SOURCE]", help="A data set, as --list names it.")
    ] = None,
    parameter: Annotated[
        list[str] | None, typer.Option("-p", metavar="NAME VALUE", help="What narrows it down.")
    ] = None,
    into: Annotated[Path | None, typer.Option(help="The cluster that the rows go to.")] = None,
    out: Annotated[Path | None, typer.Option(help="A file instead, .csv or .geojson.")] = None,
    table: Annotated[str, typer.Option(help="The table to make of the rows.")] = "",
    refresh: Annotated[bool, typer.Option("--refresh", help="Ask even if a copy is kept.")] = False,
    max_age: Annotated[float, typer.Option(min=0, help="Days that a copy may be old.")] = 30,
    partial: Annotated[
        bool, typer.Option("--partial", help="Take fewer rows than are reported, and say so.")
    ] = False,
    deadline: Annotated[float, typer.Option(min=1, help="Seconds for all of it.")] = 300,
    probe: Annotated[
        bool, typer.Option("--probe", help="Ask once whether it works: 0 yes, 1 no, 2 no key.")
    ] = False,
    listing: Annotated[
        bool, typer.Option("--list", help="List what can be fetched, or describe SOURCE.")
    ] = False,
) -> None:
    """Fetch a data set of a public service into a cluster or a file; keys from the environment."""
    from ..ingest.services import listing as lists

    if listing:
        typer.echo(lists.described(source) if source else lists.listed())
        return
    if source is None:
        raise ValueError("fetch needs a SOURCE: clusterlab fetch --list shows all of them")
    from ..ingest.services.failure import ServiceFailure
    from ..ingest.services.order import Order, carry_out
    from ..ingest.services.probe import probe as probed

    given = pairs(parameter or [])
    if probe:
        found = probed(source, given)
        typer.echo(found.line, err=found.code != DONE)
        raise typer.Exit(found.code)
    order = Order(source, given, into, out, table, refresh, max_age, partial, deadline)
    try:
        typer.echo(carry_out(order))
    except ServiceFailure as failure:
        complain(failure)
        raise typer.Exit(RUN_FAILED) from None
