"""Import: a file's rows into a table of a cluster's folder, with a receipt, whole or not at all."""

import json
from collections.abc import Mapping as MappingABC
from pathlib import Path
from typing import Any, Literal

import pandas as pd

from ..load.check import check
from ..load.columns import Table
from ..load.descriptor import FILE, read_descriptor
from ..load.seal import seal
from ..load.stage import staged, swap_in
from ..load.tables import TABLE_NAMES
from ..model.problem import DataError, Problem, shown
from .ground import ground_of
from .readers.mapping import FILL_IN
from .readers.mapping_text import to_toml
from .readers.note import Note
from .readers.receipt import slug
from .readers.source import Options
from .readers.written import as_text, merged_csv, merged_geojson
from .reading import Read, read_file

IMPORTS = "imports"
LEAST_OF_LAST = 0.5
How = Literal["append", "replace"]


def import_table(
    path: str | Path,
    *,
    table: str,
    into: str | Path,
    mapping: str | Path | MappingABC[str, Any] | None = None,
    constants: MappingABC[str, str] | None = None,
    how: How | None = None,
    options: Options | None = None,
    crs: str | None = None,
    swap: bool | None = None,
) -> dict[str, Any]:
    """Read a file into a table of a cluster's folder.

    Parameters
    ----------
    path : str or Path
        The file, in any format of ``read_table``.
    table : str
        Name of the table.
    into : str or Path
        The cluster's folder.
    mapping : path or mapping, optional
        Which heading fills which column; guessed where it is not given.
    constants : mapping, optional
        Values that all rows have; they go before those of the mapping.
    how : {"append", "replace"}, optional
        What happens to rows that the table has. Must be said where it has any.
    options : Options, optional
        How the file is to be read.
    crs, swap
        As for ``read_table``.

    Returns
    -------
    dict
        The receipt, also written to ``imports/`` in the folder, beside the mapping that was
        used and the rows that were not.

    Raises
    ------
    DataError
        Where the file cannot be read, or the folder would have problems that it has not now;
        then nothing is written.
    """
    if table not in TABLE_NAMES or table == "sources":
        raise KeyError(f"There is no table {table!r}. The tables are {', '.join(TABLE_NAMES)}.")
    folder = Path(into)
    descriptor, problems = read_descriptor(folder)
    if problems:
        raise DataError(problems)
    meta = descriptor.get("clusterlab", {})
    read = read_file(
        path,
        table=table,
        mapping=mapping,
        constants=constants,
        options=options,
        crs=crs,
        swap=swap,
        ground=ground_of(folder),
        money_unit=meta.get("money_unit", {}),
        last_year=latest_year(meta),
    )
    _check_revision(meta, read)
    if read.reading.frame.empty:
        expected = f"rows for {table}; none was left ({_why(read)})"
        raise DataError([Problem(read.raw.file, 0, "", None, expected)])
    used = _kept_by(how, folder, read.mapping.record)
    _check_keys(folder, read, used)
    read.receipt["how"] = used
    read.receipt["notes"] += [note.record() for note in _drift(folder, read)]
    _write(folder, descriptor, read, used)
    return read.receipt


def _drift(folder: Path, read: Read) -> list[Note]:
    """Compare with the last import of a file of this name: a fall by half is worth a look."""
    path = folder / IMPORTS / f"{_stem(read)}.json"
    if not path.is_file():
        return []
    last = json.loads(path.read_text(encoding="utf-8"))
    before, now = int(last.get("used", 0)), int(read.receipt["used"])
    if not before or now >= LEAST_OF_LAST * before:
        return []
    said = f"{now:,} rows are used, where {before:,} were on {last.get('read_on')}"
    return [Note("drift", f"{said}: {1 - now / before:.0%} fewer", count=before - now)]


def _check_revision(meta: MappingABC[str, Any], read: Read) -> None:
    """Refuse codes of another revision than the folder's, unless a concordance turned them."""
    stated = str(read.mapping.read.get("ksic", ""))
    kept = str(meta.get("industry_classification", ""))
    if stated and not kept.endswith(stated) and not read.mapping.read.get("concordance"):
        expected = f"{kept}, as the folder declares; name a concordance that turns them"
        raise DataError([Problem(read.raw.file, 0, "industry", f"KSIC {stated}", expected)])


def latest_year(meta: MappingABC[str, Any]) -> int:
    """Tell after which year no date of a cluster can be.

    Parameters
    ----------
    meta : mapping
        What the package says about itself.

    Returns
    -------
    int
        Twenty years after the snapshot, as plans reach ahead; 2100 where there is no date.
    """
    year = str(meta.get("as_of", ""))[:4]
    return int(year) + 20 if year.isdigit() else 2100


def _why(read: Read) -> str:
    reasons = read.reading.account["reasons"]
    said = [f"{count:,} × {reason}" for part in reasons.values() for reason, count in part.items()]
    return "; ".join(said[:3]) or "it has none"


def _kept_by(how: How | None, folder: Path, record: Table) -> How:
    """Settle what happens to the rows that are there."""
    there = _existing(folder, record)
    if how is None and there:
        count = f"{there:,} rows"
        expected = f"--append or --replace, as {record.path} has {count} already"
        raise DataError([Problem(record.path, 0, "", None, expected)])
    return how or "append"


def _existing(folder: Path, record: Table) -> int:
    path = folder / record.path
    if not path.is_file():
        return 0
    if record.format == "geojson":
        features = json.loads(path.read_text(encoding="utf-8-sig")).get("features", [])
        return len(features)
    return len(as_text(path))


def _check_keys(folder: Path, read: Read, how: How) -> None:
    """Refuse ids that the table has already."""
    record = read.mapping.record
    path = folder / record.path
    if how == "replace" or not record.key or not path.is_file():
        return
    key = list(record.key)
    if record.format == "geojson":
        features = json.loads(path.read_text(encoding="utf-8-sig")).get("features", [])
        old = pd.DataFrame([feature["properties"] for feature in features], columns=key)
    else:
        old = as_text(path).reindex(columns=key, fill_value="")
    frame = read.reading.frame
    known = set(old.fillna("").astype(str).itertuples(index=False, name=None))
    new = frame[key].astype("object").fillna("").astype(str).itertuples(index=False, name=None)
    both = [", ".join(ids) for ids in new if ids in known]
    if both:
        examples = ", ".join(shown(text) for text in both[:3])
        expected = (
            f"new keys; {len(both):,} of the {len(frame):,} rows have one that is in "
            f"{record.path} already, such as {examples} (--replace replaces the table)"
        )
        raise DataError([Problem(read.raw.file, 0, ", ".join(key), None, expected)])


def _write(folder: Path, descriptor: dict[str, Any], read: Read, how: How) -> None:
    record = read.mapping.record
    before = {str(problem) for problem in check(folder)}
    with staged(folder) as copy:
        target = copy / record.path
        old = target if how == "append" and target.is_file() else None
        if record.format == "geojson":
            target.write_text(merged_geojson(old, read.reading.frame, record), encoding="utf-8")
        else:
            target.write_bytes(merged_csv(old, read.reading.frame, record))
        _describe(copy, descriptor, read)
        seal(copy)
        new = [problem for problem in check(copy) if str(problem) not in before]
        if new:
            raise DataError(new)
        changed = _receipts(copy, read)
        changed[record.path] = target
        changed[FILE] = copy / FILE
        swap_in(folder, changed)


def _describe(copy: Path, descriptor: dict[str, Any], read: Read) -> None:
    """Add the mapping's sources, and the unit of money columns that had none."""
    made = json.loads(json.dumps(descriptor))
    if read.mapping.sources:
        # A new folder holds a source to fill in; one that nobody filled makes way.
        made["sources"] = [part for part in made.get("sources", []) if _is_filled(part)]
    known = {part.get("name"): part for part in made.get("sources", []) if isinstance(part, dict)}
    for source in read.mapping.sources:
        name = source.get("name", "")
        blank = [key for key, value in source.items() if value == FILL_IN]
        if blank:
            expected = f"a value in the place of ? in {', '.join(blank)}"
            raise DataError([Problem(read.mapping.file, 0, "sources", name, expected)])
        if name in known and known[name] != source:
            expected = f"another name, as {FILE} has a different source of this one"
            raise DataError([Problem(read.mapping.file, 0, "sources.name", name, expected)])
        if name not in known:
            made.setdefault("sources", []).append(source)
    (copy / FILE).write_text(json.dumps(made, ensure_ascii=False, indent=1), encoding="utf-8")


def _is_filled(source: object) -> bool:
    return not isinstance(source, dict) or any(
        value for name, value in source.items() if name != "name"
    )


def _stem(read: Read) -> str:
    return f"{read.mapping.table}-{slug(read.raw.file)}"


def _receipts(copy: Path, read: Read) -> dict[str, Path]:
    """Write receipt, mapping and the rows that were not used; name them by table and file."""
    stem = _stem(read)
    home = copy / IMPORTS
    home.mkdir()
    side = read.reading.side
    read.receipt["mapping"] = f"{IMPORTS}/{stem}.toml"
    written: dict[str, Path] = {}
    if len(side):
        read.receipt["rows_not_used"] = f"{IMPORTS}/{stem}-set-aside.csv"
        written[f"{stem}-set-aside.csv"] = home / f"{stem}-set-aside.csv"
        text = side.to_csv(index=False, lineterminator="\n")
        written[f"{stem}-set-aside.csv"].write_text(text, encoding="utf-8", newline="\n")
    written[f"{stem}.toml"] = home / f"{stem}.toml"
    written[f"{stem}.toml"].write_text(to_toml(read.mapping), encoding="utf-8", newline="\n")
    written[f"{stem}.json"] = home / f"{stem}.json"
    text = json.dumps(read.receipt, ensure_ascii=False, indent=1)
    written[f"{stem}.json"].write_text(text + "\n", encoding="utf-8", newline="\n")
    return {f"{IMPORTS}/{name}": path for name, path in written.items()}
