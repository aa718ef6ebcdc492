"""Verbs that bring data in: import, geocode, practice."""

from pathlib import Path
from typing import Annotated

import typer

from .app import app, assignments


@app.command("import")
def import_file(
    file: Annotated[
        str, typer.Argument(help="CSV, XLSX, GeoJSON, TopoJSON, SHP, GPKG, Parquet, or a zip.")
    ],
    into: Annotated[Path, typer.Option(help="Folder of the cluster.")],
    table: Annotated[str, typer.Option(help="Table that the rows are for, such as firms.")],
    mapping: Annotated[
        Path | None,
        typer.Option("--map", help="Mapping, a TOML file; drafted there if it does not exist."),
    ] = None,
    constant: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="NAME=VALUE", help="A column that is the same in all rows."),
    ] = None,
    append: Annotated[bool, typer.Option("--append", help="Keep the table's rows.")] = False,
    replace: Annotated[bool, typer.Option("--replace", help="Drop the table's rows.")] = False,
    encoding: Annotated[str | None, typer.Option(help="Such as cp949; wins over a guess.")] = None,
    separator: Annotated[str | None, typer.Option(help="Between the fields of a CSV.")] = None,
    decimal: Annotated[str | None, typer.Option(help="Comma or point of decimals.")] = None,
    header: Annotated[
        int | None, typer.Option(min=1, help="Row of the headings, counted from 1.")
    ] = None,
    header_rows: Annotated[int | None, typer.Option(min=1, help="How many rows they take.")] = None,
    sheet: Annotated[str | None, typer.Option(help="Sheet of a workbook.")] = None,
    layer: Annotated[str | None, typer.Option(help="Layer of a file with several.")] = None,
    crs: Annotated[str | None, typer.Option(help="Reference system, such as EPSG:5186.")] = None,
    swap: Annotated[bool, typer.Option("--swap", help="Swap x and y where they look it.")] = False,
    limit_mb: Annotated[float, typer.Option(min=1, help="Largest file that is read.")] = 1024,
) -> None:
    """Read a file into a table of a cluster; every row is used, set aside or refused, and told."""
    from ..ingest.import_command import Request, run

    if append and replace:
        raise ValueError("--append and --replace: say one of them")
    lines = run(
        Request(
            file=file,
            table=table,
            into=into,
            mapping=mapping,
            constants=assignments(constant or []),
            how="append" if append else "replace" if replace else None,
            encoding=encoding,
            separator={"tab": "\t"}.get(separator or "", separator),
            header=header,
            header_rows=header_rows,
            sheet=sheet,
            layer=layer,
            crs=crs,
            swap=swap or None,
            limit_mb=limit_mb,
            decimal=decimal,
        )
    )
    for line in lines:
        typer.echo(line)


@app.command()
def geocode(
    folder: Annotated[Path, typer.Argument(metavar="CLUSTER", help="Folder of the cluster.")],
    table: Annotated[str, typer.Option(help="Table whose rows are placed.")] = "firms",
    against: Annotated[
        Path | None, typer.Option(help="File of known places to match addresses with.")
    ] = None,
    known_uncertainty_m: Annotated[
        float | None,
        typer.Option(min=0, help="How far its points may be off, if it does not say so."),
    ] = None,
    service: Annotated[
        str | None, typer.Option(help="Ask juso (needs two keys) for what is not known.")
    ] = None,
    nearest: Annotated[
        bool, typer.Option("--nearest", help="Let the nearest known number of a road stand in.")
    ] = False,
    encoding: Annotated[str | None, typer.Option(help="Of the file of known places.")] = None,
) -> None:
    """Place rows that have an address and no point; each says by what, and how far off it may be.

    Rows that have a place keep it.
    """
    from contextlib import nullcontext

    from ..ingest.geocoding.against import read_known
    from ..ingest.geocoding.folder import geocode_folder
    from ..ingest.services.geocoder import JusoGeocoder

    if service not in {None, JusoGeocoder.name}:
        raise ValueError(f"--service {service!r}: expected {JusoGeocoder.name}")
    with JusoGeocoder() if service else nullcontext() as client:
        done = geocode_folder(
            folder,
            name=table,
            against=None if against is None else read_known(against, encoding=encoding),
            known_uncertainty_m=known_uncertainty_m,
            service=client,
            nearest=nearest,
        )
    typer.echo(str(done))


@app.command()
def practice(folder: Path) -> None:
    """Write five made-up files, with the faults of real ones, to practise importing on."""
    from ..ingest.korea.practice import write_practice_files

    for path in write_practice_files(folder):
        typer.echo(str(path))
