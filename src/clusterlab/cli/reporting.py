"""Verbs that make reports: report, verify, version."""

from importlib import metadata
from pathlib import Path
from typing import Annotated

import typer

from .app import RUN_FAILED, app, complain, pairs


@app.command()
def report(
    clusters: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[NOTEBOOK] [CLUSTER]...",
            help="Names or folders of clusters; without any, all built-in ones, and without a "
            "notebook the standard reports. A notebook may stand first: report siting magok.",
        ),
    ] = None,
    notebook: Annotated[
        str | None, typer.Option("--notebook", "-n", help="Notebook to run, by name or file.")
    ] = None,
    parameter: Annotated[
        list[str] | None,
        typer.Option("-p", metavar="NAME VALUE", help="A parameter that the notebook declares."),
    ] = None,
    out: Annotated[Path, typer.Option(help="Folder for the reports.")] = Path("reports"),
    lang: Annotated[str, typer.Option(help="A language that has words, or both.")] = "ko",
    jobs: Annotated[int, typer.Option(min=1, max=64, help="How many to run at once.")] = 2,
    cell_timeout: Annotated[float, typer.Option(min=1, help="Seconds for one cell.")] = 600,
    run_timeout: Annotated[float, typer.Option(min=1, help="Seconds for one report.")] = 1800,
    export: Annotated[
        list[str] | None, typer.Option(help="Write it as xlsx, gpkg, docx, hwpx, pdf as well.")
    ] = None,
) -> None:
    """Run notebooks on clusters and write their reports."""
    from ..run import index, stage
    from ..run.plan import Request, plan
    from ..run.workers import run_all

    exports = _exports(export)
    stage.check_writable(out)
    planned = plan(
        Request(
            clusters=tuple(clusters or ()),
            notebook=notebook,
            given=pairs(parameter or []),
            out=out,
            languages=_languages(lang),
            cell_timeout_s=cell_timeout,
            run_timeout_s=run_timeout,
            exports=exports,
        )
    )
    from ..run.progress import Progress

    with Progress(len(planned)) as progress:
        outcomes = run_all(planned, workers=jobs, begun=progress.begun, ended=progress.ended)
    typer.echo(f"{index.write(out)}: all reports")
    failed = [outcome for outcome in outcomes if outcome.message]
    complain(*(f"{outcome.label}: {outcome.message}" for outcome in failed))
    if failed:
        raise typer.Exit(RUN_FAILED)


@app.command()
def verify(
    folder: Annotated[Path, typer.Argument(metavar="REPORT", help="Folder of a report.")],
    data: Annotated[
        list[str] | None, typer.Option(help="Folder of a cluster of your own that it is about.")
    ] = None,
    notebook: Annotated[
        str | None, typer.Option("--notebook", "-n", help="File of a notebook of your own.")
    ] = None,
    parameter: Annotated[
        list[str] | None, typer.Option("-p", metavar="NAME FILE", help="A file it was given.")
    ] = None,
) -> None:
    """Make a report again from its recorded inputs, and list what differs."""
    from ..run.verify import verify as differences

    found = differences(folder, folders=data or [], files=pairs(parameter or []), notebook=notebook)
    complain(*(f"{folder}: {line}" for line in found))
    if found:
        raise typer.Exit(RUN_FAILED)
    typer.echo(f"{folder}: the same numbers from the same inputs")


@app.command()
def version() -> None:
    """Print the version."""
    typer.echo(f"clusterlab {metadata.version('clusterlab')}")


def _exports(given: list[str] | None) -> tuple[str, ...]:
    """Read the formats asked for, and refuse what is not installed before anything runs."""
    if not given:
        return ()
    from ..report.exports import needs

    wanted = needs.formats(given)
    needs.check(wanted)
    return wanted


def _languages(lang: str) -> tuple[str, ...]:
    from ..words.table import LANGUAGES, languages

    if lang == "both":
        return LANGUAGES
    if lang not in languages():
        raise ValueError(f"--lang {lang!r}: expected one of {', '.join((*languages(), 'both'))}")
    return (lang,)
