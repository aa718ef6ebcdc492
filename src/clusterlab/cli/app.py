"""The application that all verbs join, its exit codes, and how it complains."""

from collections.abc import Sequence

import typer

DONE, RUN_FAILED, BAD_INPUT, INTERRUPTED = 0, 1, 2, 130

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


def assignments(given: Sequence[str]) -> dict[str, str]:
    """Read what ``--set`` gives, ``NAME=VALUE`` each.

    Raises
    ------
    ValueError
        One line where a part is missing.
    """
    pairs = [text.partition("=") for text in given]
    for name, sign, _ in pairs:
        if not sign or not name:
            raise ValueError(f"--set {name!r}: expected NAME=VALUE, as in --set confidence=A")
    return {name: value for name, _, value in pairs}


def pairs(flat: Sequence[str]) -> dict[str, str]:
    """Read what ``-p`` gives: names and values by turns.

    Raises
    ------
    ValueError
        A name is given twice.
    """
    names, values = flat[::2], flat[1::2]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise ValueError(f"parameter {twice[0]!r} is given twice")
    return dict(zip(names, values, strict=True))
