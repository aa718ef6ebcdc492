"""The command line: lists clusters, checks and makes their folders, and runs reports."""

import io
import signal
import sys
from collections.abc import Sequence
from importlib import metadata
from pathlib import Path
from typing import Annotated, Any

import typer

DONE, RUN_FAILED, BAD_INPUT, INTERRUPTED = 0, 1, 2, 130
# What the parser raises for a wrong option; typer names only some of its kinds.
USAGE_ERROR: type[Exception] = next(
    kind
    for kind in typer.BadParameter.__mro__
    if kind.__name__ == "ClickException" and issubclass(kind, Exception)
)
LANGUAGES = {"ko": ("ko",), "en": ("en",), "both": ("ko", "en")}

app = typer.Typer(
    help="Measures industry clusters and writes map reports on them.",
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def complain(*lines: object) -> None:
    """Write errors to standard error, one a line."""
    for line in lines:
        typer.echo(f"clusterlab: {line}", err=True)


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
    from ..model.problem import Problem, folded
    from ..study.scenarios.chosen import scenario_problems

    found = problems_of(path)
    drawn = [] if found else scenario_problems(path)
    # What a table itself gets wrong comes first; then what its money contradicts.
    money: list[Problem] = []
    if (path if path.is_dir() else path.parent).joinpath("datapackage.json").is_file():
        from ..study.money.checks import money_problems

        money = money_problems(path)
    for line in (*folded(found), *drawn, *folded(money)):
        typer.echo(line, err=True)
    count = len(found) + len(drawn) + len(money)
    if count:
        complain(f"{path}: {count} problem{'s' if count > 1 else ''}")
        raise typer.Exit(BAD_INPUT)
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

    folder = new_cluster(slug, into, about=_assignments(about or []))
    typer.echo(f"{folder}: fill in the tables, then run clusterlab check on it")


@app.command()
def practice(folder: Path) -> None:
    """Write five made-up files, with the faults of real ones, to practise importing on."""
    from ..ingest.korea.practice import write_practice_files

    for path in write_practice_files(folder):
        typer.echo(str(path))


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
            constants=_assignments(constant or []),
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
        )
    )
    for line in lines:
        typer.echo(line)


def _assignments(given: Sequence[str]) -> dict[str, str]:
    pairs = [text.partition("=") for text in given]
    for name, sign, _ in pairs:
        if not sign or not name:
            raise ValueError(f"--set {name!r}: expected NAME=VALUE, as in --set confidence=A")
    return {name: value for name, _, value in pairs}


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
def seal(folder: Path) -> None:
    """Write rows, columns and hashes of a folder's tables into its datapackage.json."""
    from ..load.seal import seal as seal_folder

    seal_folder(folder)
    typer.echo(f"{folder}: sealed")


@app.command()
def version() -> None:
    """Print the version."""
    typer.echo(f"clusterlab {metadata.version('clusterlab')}")


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
    lang: Annotated[str, typer.Option(help="ko, en or both.")] = "ko",
    jobs: Annotated[int, typer.Option(min=1, max=64, help="How many to run at once.")] = 2,
    cell_timeout: Annotated[float, typer.Option(min=1, help="Seconds for one cell.")] = 600,
    run_timeout: Annotated[float, typer.Option(min=1, help="Seconds for one report.")] = 1800,
) -> None:
    """Run notebooks on clusters and write their reports."""
    from ..run import index, stage
    from ..run.plan import Request, plan
    from ..run.workers import run_all

    stage.check_writable(out)
    planned = plan(
        Request(
            clusters=tuple(clusters or ()),
            notebook=notebook,
            given=_pairs(parameter or []),
            out=out,
            languages=_languages(lang),
            cell_timeout_s=cell_timeout,
            run_timeout_s=run_timeout,
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

    found = differences(
        folder, folders=data or [], files=_pairs(parameter or []), notebook=notebook
    )
    complain(*(f"{folder}: {line}" for line in found))
    if found:
        raise typer.Exit(RUN_FAILED)
    typer.echo(f"{folder}: the same numbers from the same inputs")


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

    given = _pairs(parameter or [])
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


def _pairs(flat: Sequence[str]) -> dict[str, str]:
    names, values = flat[::2], flat[1::2]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise ValueError(f"parameter {twice[0]!r} is given twice")
    return dict(zip(names, values, strict=True))


def _languages(lang: str) -> tuple[str, ...]:
    if lang not in LANGUAGES:
        raise ValueError(f"--lang {lang!r}: expected one of {', '.join(LANGUAGES)}")
    return LANGUAGES[lang]


def _with_pairs_split(arguments: Sequence[str]) -> list[str]:
    """Let one ``-p`` take two words, a name and a value; the parser knows only one each."""
    split: list[str] = []
    rest = iter(arguments)
    for word in rest:
        split.append(word)
        if word == "--":
            split.extend(rest)
        elif word == "-p":
            name, value = next(rest, None), next(rest, None)
            if name is None or value is None or value.startswith("--"):
                raise ValueError("-p needs a name and a value, as in: -p seed 7")
            split += [name, "-p", value]
    return split


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and end the process with its code.

    0 done; 1 a run failed, the others finished and old reports stand; 2 bad input, nothing was
    run; 130 or 143 stopped.
    """
    from ..run.workers import stop

    signal.signal(signal.SIGTERM, stop)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # Names are Korean, whatever the locale says about the terminal.
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    sys.exit(_code(sys.argv[1:] if arguments is None else arguments))


def _code(arguments: Sequence[str]) -> int:
    try:
        result: Any = app(
            _with_pairs_split(arguments), standalone_mode=False, prog_name="clusterlab"
        )
    except USAGE_ERROR as error:
        told = getattr(error, "format_message", error.__str__)()
        complain(" ".join(told.split()))
        return BAD_INPUT
    except (KeyboardInterrupt, typer.Abort):
        complain("stopped")
        return INTERRUPTED
    except Exception as error:
        from ..model.problem import DataError, folded

        if isinstance(error, DataError):
            complain(*folded(error.problems))
        elif isinstance(error, ValueError | OSError | LookupError):
            complain(" ".join(str(error.args[0] if error.args else error).split()))
        else:
            raise
        return BAD_INPUT
    return result if isinstance(result, int) else DONE


if __name__ == "__main__":
    main()
