"""A first mapping, guessed from the headings of a file; people confirm or change it."""

from collections.abc import Iterable, Mapping as MappingABC

from ...load.columns import MONEY, Column, Table
from ...load.tables import table as record_of
from ..korea.address import LISTED_REGION
from .choices_in import value_of
from .headings import headings, plain_heading
from .mapping import FILL_IN, Mapping, Rule
from .raw import Raw
from .units import parse_unit, unit_of

DEFAULTS: dict[str, dict[str, str]] = {
    "firms": {"kind": "firm", "sector": "unknown", "status": "present", "listing": "register"},
    "institutions": {"status": "present"},
    "universities": {"status": "present"},
    "districts": {"role": "context", "precision": "exact"},
    "industries": {"suppressed": "false"},
    "funds": {"kind": "fund", "status": "operating"},
    "complexes": {"count_as_complex": "true", "count_as_leaf": "true"},
    "buildings": {"counted": "true"},
    "land_use": {"method": "as published"},
}
MEASURES = {
    "m2": "area",
    "%": "part",
    "m": "length",
    "persons": "count",
    "firms": "count",
    "floors": "count",
    "establishments": "count",
    MONEY: "money",
}
COMMENTS = {
    "": "How a file becomes rows of this table. Look it through, fill in each ?, and use it with\n"
    "clusterlab import FILE --map THIS. Keep it for the next edition of the file.",
    "columns": "column of the table = heading of the file",
    "constants": "the same for every row",
    "constants.confidence": "A official or read at the source, B reported, C derived or uncertain",
    "constants.uncertainty_m": "how far a point may be off, in metres",
    "constants.source_id": "the name of a source of the cluster, or of one declared below",
    "constants.location_basis": "of rows with a point; others have none",
}
VALUES_SHOWN = 30
ID_OF = ("name_ko", "name", *LISTED_REGION, "kind", "address", "line", "lon", "lat")


def draft(
    raw: Raw,
    table: str,
    *,
    constants: MappingABC[str, str] | None = None,
) -> Mapping:
    """Guess which heading fills which column.

    Parameters
    ----------
    raw : Raw
        The file as read.
    table : str
        Name of the table.
    constants : mapping, optional
        What the user says of every row.

    Returns
    -------
    Mapping
        A ``?`` stands where only a person can know.

    Notes
    -----
    A heading is taken if it is the column's own name or stands in the dictionary for it; no
    heading is taken because it looks similar.
    """
    record = record_of(table)
    given = dict(constants or {})
    names = raw.headings
    columns = _matched(names, record, given)
    rules = {
        column: Rule((heading,), unit=_unit(record.column(column), heading, raw.titles))
        for column, heading in columns.items()
    }
    if "industry" in rules and "sector" in record.names and not {"sector"} & (rules.keys() | given):
        rules["sector"] = Rule(rules["industry"].headings, "ksic")
    rules |= _made_id(record, rules, given)
    has_points = {"lon", "lat"} <= rules.keys() or (raw.geometry is not None and record.has_points)
    fixed = _constants(record, rules, given, has_points=has_points)
    values = {}
    for column, rule in rules.items():
        rule_column = record.column(column)
        if (rule_column.choices or rule_column.kind == "boolean") and rule.how == "heading":
            values[column] = _values(raw.cells[rule.headings[0]], rule_column)
    ordered = {name: rules[name] for name in record.names if name in rules}
    return Mapping(
        table=table,
        columns=ordered,
        constants=fixed,
        meanings={column: listed for column, listed in values.items() if listed},
        headings=tuple(names),
    )


def _matched(names: list[str], record: Table, given: MappingABC[str, str]) -> dict[str, str]:
    plain: dict[str, str] = {}
    for name in names:
        plain.setdefault(plain_heading(name), name)
    found: dict[str, str] = {}
    used: set[str] = set()
    for column in record.columns:
        if column.name in given:
            continue
        # The column's own name goes first, and is written with its underscores.
        wanted = [column.name, *_dictionary(record.name, column.name)]
        for heading in wanted:
            name = plain.get(plain_heading(heading), "")
            if name and name not in used:
                found[column.name] = name
                used.add(name)
                break
    return found


def _made_id(
    record: Table, rules: MappingABC[str, Rule], given: MappingABC[str, str]
) -> dict[str, Rule]:
    """Make ids of name and place where the file has none: the same row gets the same again."""
    if len(record.key) != 1 or record.key[0] in {*rules, *given}:
        return {}
    parts = [rules[name].headings[0] for name in ID_OF if name in rules]
    return {record.key[0]: Rule(tuple(parts), "hash", prefix=f"{record.name[0]}-")} if parts else {}


def _dictionary(table: str, column: str) -> Iterable[str]:
    return [e.heading for e in headings() if e.table == table and e.column == column]


def _unit(column: Column, heading: str, titles: Iterable[str]) -> str:
    measures = MEASURES.get(column.unit, "")
    if column.kind not in {"number", "integer"} or not measures:
        return ""
    found = unit_of(heading, titles, measures=measures)
    return found.word if found and parse_unit(found.word) else ""


def _constants(
    record: Table, rules: MappingABC[str, Rule], given: dict[str, str], *, has_points: bool
) -> dict[str, str]:
    fixed = {}
    for column in record.columns:
        name = column.name
        if name in given:
            fixed[name] = given[name]
        elif name in rules:
            continue
        elif name == "location_basis":
            fixed[name] = "register" if has_points else "none"
        elif name == "uncertainty_m" and record.has_points:
            if has_points:
                fixed[name] = FILL_IN
        elif name in DEFAULTS.get(record.name, {}):
            fixed[name] = DEFAULTS[record.name][name]
        elif column.required and name not in {"lon", "lat"}:
            fixed[name] = FILL_IN
    return fixed


def _values(cells: Iterable[str], column: Column) -> dict[str, str]:
    words = sorted({cell.strip() for cell in cells if cell.strip()})
    listed = {}
    for word in words[:VALUES_SHOWN]:
        value = value_of(word, column, {})
        if value != word:
            listed[word] = value if value is not None else FILL_IN
    return listed
