"""A fault that files have, made by code, and the message that a user sees of it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

REFUSED, SET_ASIDE, READ = "refused", "row not used", "read and told"


@dataclass(frozen=True, slots=True)
class Case:
    """``run`` makes the fault in a folder and gives the message; ``done`` says what follows."""

    group: str
    fault: str
    done: str
    run: Callable[[Path], str]


def page(cases: Iterable[tuple[Case, str]]) -> str:
    """Write the table of faults, each with the message that it gave just now."""
    lines = [
        "# What is wrong with files, and what you are told",
        "",
        "Each line was made by a test: the file with the fault, and the message that the reader",
        "gave. *Refused*: nothing is read. *Row not used*: the other rows are, and the row is",
        "kept in the import's side file. *Read and told*: read rightly, and noted in the receipt.",
    ]
    group = ""
    for case, message in cases:
        if case.group != group:
            group = case.group
            lines += ["", f"## {group}", "", "| what is wrong | then | message |", "|---|---|---|"]
        cell = message.replace("|", "\\|").replace("\n", "<br>")
        lines.append(f"| {case.fault} | {case.done} | {cell} |")
    return "\n".join(lines) + "\n"
