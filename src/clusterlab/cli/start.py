"""Starts the command line: splits its words, runs a verb, and ends with its code."""

import io
import signal
import sys
from collections.abc import Sequence
from typing import Any

import typer

from ..model.stopping import stop
from . import exporting, fetching, folders, ingesting, mapping, reporting
from .app import BAD_INPUT, DONE, INTERRUPTED, app, complain

__all__ = ["exporting", "fetching", "folders", "ingesting", "main", "mapping", "reporting"]
# What the parser raises for a wrong option; typer names only some of its kinds.
USAGE_ERROR: type[Exception] = next(
    kind
    for kind in typer.BadParameter.__mro__
    if kind.__name__ == "ClickException" and issubclass(kind, Exception)
)


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
