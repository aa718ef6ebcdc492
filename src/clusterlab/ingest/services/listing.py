"""What can be fetched, told on a terminal and in the documentation from the one table."""

from ..korea.services.codes import codes
from .declared import DATA_SETS, data_set_named
from .records import DataSet

STYLES = {"numbered": "page number and size", "ranged": "first and last row"}


def listed() -> str:
    """List all data sets, one a line.

    Returns
    -------
    str
        Name, the table that it fills, what it is, its parameters (those in brackets may be left
        out), and the environment variables of its keys.
    """
    rows = [("data set", "fills", "what it is", "parameters", "keys")]
    rows += [
        (
            record.name,
            record.table or "-",
            record.title_en,
            _parameters(record) or "-",
            ", ".join(record.service.keys),
        )
        for record in DATA_SETS
    ]
    widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    )


def _parameters(record: DataSet) -> str:
    return " ".join(each.name if each.required else f"[{each.name}]" for each in record.parameters)


def described(name: str) -> str:
    """Describe a data set in full.

    Parameters
    ----------
    name : str
        Of the data set.

    Returns
    -------
    str
        One thing a line.

    Raises
    ------
    ValueError
        Where there is none of that name.
    """
    record = data_set_named(name)
    lines = [f"{record.name}: {record.title_en} ({record.title})"]
    lines += [f"  {word}: {value}" for word, value in _facts(record)]
    for each in record.parameters:
        optional = "" if each.required else ", may be left out"
        default = f", else {each.default}" if each.default else ""
        lines.append(f"  -p {each.name} {each.example}: {each.meaning}{optional}{default}")
    return "\n".join(lines)


def _facts(record: DataSet) -> list[tuple[str, str]]:
    service = record.service
    table = service.codes or service.name
    good = [
        code for (name, code), told in codes().items() if name == table and told.verdict == "ok"
    ]
    paging = record.paging
    style = f"{STYLES[paging.style]}, {paging.most:,} rows" if paging else "all at once"
    return [
        ("publisher", record.publisher),
        ("fills", record.table or "no table; --out writes the rows"),
        ("address", f"{service.base_url}/{record.path}"),
        ("key", ", ".join(service.keys)),
        ("licence", record.licence),
        ("pages", style),
        ("success", ", ".join(good)),
        ("documentation", record.documentation),
    ]


def as_markdown() -> str:
    """Write the table of data sets for the documentation.

    Returns
    -------
    str
        Markdown; a test holds docs/services.md against it.
    """
    lines = [
        "| data set | what it is | publisher; licence | fills | parameters | key | pages | ok |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for record in DATA_SETS:
        facts = dict(_facts(record))
        cells = (
            f"`{record.name}`",
            f"[{record.title_en}]({record.documentation}), {record.title}",
            f"{record.publisher}; {record.licence}",
            f"`{record.table}`" if record.table else "–",
            " ".join(
                f"`{each.name}`" if each.required else f"[`{each.name}`]"
                for each in record.parameters
            )
            or "–",
            " ".join(f"`{name}`" for name in record.service.keys),
            facts["pages"],
            facts["success"],
        )
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def codes_as_markdown() -> str:
    """Write the table of codes for the documentation.

    Returns
    -------
    str
        Markdown.
    """
    lines = ["| service | code | meaning | 뜻 |", "|---|---|---|---|"]
    lines += [
        f"| {service} | `{code}` | {told.en} | {told.ko} |"
        for (service, code), told in codes().items()
    ]
    return "\n".join(lines)
