"""The verb that passes a report on: export."""

from pathlib import Path
from typing import Annotated

import typer

from .app import app


@app.command()
def export(
    folder: Annotated[Path, typer.Argument(metavar="REPORT", help="Folder of a report.")],
    to: Annotated[
        list[str],
        typer.Option(help="xlsx, gpkg, docx, hwpx or pdf; may be given several times."),
    ],
    out: Annotated[
        Path | None, typer.Option(help="Folder for the files; beside the report by default.")
    ] = None,
    data: Annotated[
        list[str] | None, typer.Option(help="Folder of a cluster of your own that it is about.")
    ] = None,
) -> None:
    """Write a finished report as a workbook, layers, a document or a print."""
    from ..report.exports import needs
    from ..run.exported import export as write

    if folder.is_file():
        folder = folder.parent
    for path in write(folder, needs.formats(to), out=out, folders=data or []):
        typer.echo(path)
