"""Verb that makes a place known on its maps: basemap."""

from pathlib import Path
from typing import Annotated

import typer

from .app import app


@app.command()
def basemap(
    cluster: Annotated[str, typer.Argument(metavar="SLUG", help="Cluster, or its folder.")],
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE…",
            help="GeoJSON (Overpass too), shapefile, GeoPackage, Overture GeoParquet, .osm.pbf.",
        ),
    ],
    publisher: Annotated[str, typer.Option(help="Who made the files, if they do not say.")] = "",
    licence: Annotated[str, typer.Option(help="Licence of the files, if they do not say.")] = "",
    date: Annotated[str, typer.Option(help="Date of the files, as 2026 or 2026-05.")] = "",
    title: Annotated[str, typer.Option(help="Title of the source.")] = "",
    append: Annotated[
        bool, typer.Option("--append", help="Keep what the base map has of other sources.")
    ] = False,
) -> None:
    """Derive a cluster's base map: coast, rivers, green, roads, rail and names, at most 150 KB."""
    from ..ingest.basemap.deriving import Attribution, derive_basemap
    from ..load import catalog

    said = Attribution(publisher=publisher, licence=licence, date=date, title=title)
    for line in derive_basemap(catalog.locate(cluster), files, attribution=said, append=append):
        typer.echo(line)
