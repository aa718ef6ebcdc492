"""Whether a mapping and a file fit each other: headings that are there, blanks that are filled."""

from ...load.columns import Table
from ...load.personal import is_business_number
from ...model.problem import DataError, Problem, meant
from .mapping import FILL_IN, Mapping
from .note import Note
from .raw import Raw


def check_mapping(raw: Raw, mapping: Mapping, record: Table) -> None:
    """Refuse a mapping that names headings the file lacks, or leaves a required column out.

    Parameters
    ----------
    raw : Raw
        The file as read.
    mapping : Mapping
        What is to be done with it.
    record : Table
        The table that is to be filled.

    Raises
    ------
    DataError
        Which lists all that is missing.
    """
    problems: list[Problem] = []
    headings = raw.headings
    for filled, rule in mapping.columns.items():
        for heading in rule.headings:
            if heading not in headings:
                near = meant(heading, headings)
                made_for = " The mapping was made for other headings." if mapping.headings else ""
                listed = ", ".join(headings[:12]) + (", …" if len(headings) > 12 else "")
                expected = f"this heading for {filled}{near}; there are {listed}.{made_for}"
                problems.append(Problem(raw.file, 0, heading, None, expected))
    for filled, rule in mapping.columns.items():
        if any(map(is_business_number, rule.headings)):
            # Ten digits are soon found again from a hash of them, so none is made either.
            expected = 'another heading, such as { hash = ["업체명", "주소"] } for an id'
            problems.append(Problem(mapping.file, 0, f"columns.{filled}", None, expected))
    for name, value in mapping.constants.items():
        if value == FILL_IN:
            expected = f"a value for {record.name}.{name} (--set {name}=…, or in a mapping)"
            problems.append(Problem(mapping.file, 0, f"constants.{name}", None, expected))
    for name, listed_values in mapping.meanings.items():
        for word, value in listed_values.items():
            if value == FILL_IN:
                expected = f"one of {', '.join(record.column(name).choices)} in the place of ?"
                problems.append(Problem(mapping.file, 0, f"values.{name}", word, expected))
    located = {"lon", "lat"} if raw.geometry is not None else set()
    for column in record.columns:
        name = column.name
        if not column.required or name in mapping.columns or name in mapping.constants:
            continue
        if name == "location_basis" and not located and "lon" not in mapping.columns:
            continue
        if name in located or (name == "source_id" and len(mapping.sources) == 1):
            continue
        expected = f"a heading or a constant for it; the file has {', '.join(headings[:12])}"
        problems.append(Problem(mapping.file, 0, name, None, expected))
    if problems:
        raise DataError(problems)


def drift_notes(raw: Raw, mapping: Mapping) -> list[Note]:
    """Tell which headings came or went since the mapping was made.

    Parameters
    ----------
    raw : Raw
        The file as read.
    mapping : Mapping
        Which remembers the headings that it was made for.

    Returns
    -------
    list of Note
        Empty where nothing changed, or the mapping remembers none.
    """
    if not mapping.headings:
        return []
    new = [name for name in raw.headings if name not in mapping.headings]
    gone = [name for name in mapping.headings if name not in raw.cells]
    notes = []
    if new:
        said = "headings are new since the mapping was made; they are not read"
        notes.append(Note("drift", said, "", len(new), tuple(new[:3])))
    if gone:
        said = "headings are gone since the mapping was made; none of them is used"
        notes.append(Note("drift", said, "", len(gone), tuple(gone[:3])))
    return notes
