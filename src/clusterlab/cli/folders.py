"""Verbs on cluster folders: list, check, new, seal."""

from pathlib import Path
from typing import Annotated

import typer

from .app import BAD_INPUT, app, assignments, complain


@app.command("list")
def list_clusters() -> None:
    """List the clusters that come with the library."""
    from ..load import catalog

    table = catalog.clusters()
    widths = [max(len(str(v)) for v in [c, *table[c]]) for c in table.columns]
    for row in [tuple(table.columns), *table.itertuples(index=False, name=None)]:
        cells = (str(cell).ljust(width) for cell, width in zip(row, widths, strict=True))
        typer.echo("  ".join(cells).rstrip())


@app.command()
def check(path: Path) -> None:
    """Check a cluster folder: every problem in one pass, one a line."""
    from ..load.check import check as problems_of
    from ..load.scenario_rules import scenario_problems
    from ..model.problem import Problem, folded

    found = problems_of(path)
    drawn = [] if found else scenario_problems(path)
    # What a table itself gets wrong comes first; then what its money contradicts.
    money: list[Problem] = []
    if (path if path.is_dir() else path.parent).joinpath("datapackage.json").is_file():
        from ..load.money_rules import money_problems

        money = money_problems(path)
    for line in (*folded(found), *drawn, *folded(money)):
        typer.echo(line, err=True)
    count = len(found) + len(drawn) + len(money)
    if count:
        complain(f"{path}: {count} problem{'s' if count > 1 else ''}")
        raise typer.Exit(BAD_INPUT)
    from ..load.doubts import doubts

    # Nothing that breaks a rule: worth a look, and no reason to fail.
    for line in folded(doubts(path)):
        typer.echo(f"to look at: {line}", err=True)
    typer.echo(f"{path}: no problems")


@app.command()
def new(
    slug: str,
    into: Annotated[Path, typer.Option(help="Folder to make it in.")] = Path(),
    about: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="NAME=VALUE", help="What is known of it, as name_ko=대덕."),
    ] = None,
) -> None:
    """Make a cluster folder to fill in, with a guide in it."""
    from ..load.template import new_cluster

    folder = new_cluster(slug, into, about=assignments(about or []))
    typer.echo(f"{folder}: fill in the tables, then run clusterlab check on it")


@app.command()
def seal(folder: Path) -> None:
    """Write rows, columns and hashes of a folder's tables into its datapackage.json."""
    from ..load.seal import seal as seal_folder

    seal_folder(folder)
    typer.echo(f"{folder}: sealed")
