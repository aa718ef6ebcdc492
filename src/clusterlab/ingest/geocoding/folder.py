"""The rows of a cluster folder placed by their addresses, and the file written anew."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd

from ...load.descriptor import FILE, extent, read_descriptor
from ...load.folder import digest
from ...load.seal import seal
from ...load.sheet import read_sheet
from ...load.tables import TABLES, table
from ...model.problem import DataError, shown
from .geocode import NO_ADDRESS, geocode
from .known import TRUSTED
from .service import Service

WRITTEN = ("lon", "lat", "location_basis", "uncertainty_m", "note")
ADDRESSED = tuple(
    record.name
    for record in TABLES
    if record.format == "csv" and {"address", "location_basis"} <= set(record.names)
)
"""Tables whose rows have an address."""
ON_WHICH = r" (on|at) \S+.*$"
"""Where a reason names its road or lot, which is left out when reasons are counted."""
DECIMALS = {"lon": 6, "lat": 6, "uncertainty_m": 0}


@dataclass(frozen=True, slots=True)
class Geocoded:
    """What became of a table: rows by how they were placed, and why the others were not."""

    path: Path
    rows: int
    had_place: int
    placed: dict[str, int]
    why_not: dict[str, int]
    sealed: bool

    def __str__(self) -> str:
        """Print it as one line for each fact."""
        new = sum(self.placed.values())
        how = ", ".join(f"{count} {basis}" for basis, count in self.placed.items())
        kept = f"{self.rows} rows, {self.had_place} had a place and keep it"
        fresh = f"{new} placed{f' ({how})' if how else ''}, {sum(self.why_not.values())} not"
        lines = [f"{self.path}: {kept}; {fresh}"]
        lines += [f"  not placed, {why}: {count}" for why, count in self.why_not.items()]
        return "\n".join(lines)


def geocode_folder(
    folder: str | Path,
    *,
    name: str = "firms",
    against: pd.DataFrame | None = None,
    known_uncertainty_m: float | None = None,
    service: Service | None = None,
    nearest: bool = False,
) -> Geocoded:
    """Place the rows of a table that have an address and no point, and write the table.

    Parameters
    ----------
    folder : str or Path
        A cluster folder.
    name : str
        The table: firms or institutions.
    against : DataFrame or None
        A located table to match addresses with, besides the folder's own placed rows, as
        ``read_known`` gives it: address, lon, lat [degree], uncertainty_m [m].
    known_uncertainty_m : float or None
        How far the points of `against` may be off where it does not say it [m].
    service : Service or None
        Asked for what is not known.
    nearest : bool
        Whether the nearest known number of a road may stand in.

    Returns
    -------
    Geocoded
        Counts. Rows that have a place keep it; only lon, lat, location_basis, uncertainty_m and
        note change, and note says what a row was placed by. A folder that was sealed is sealed
        anew.

    Raises
    ------
    ValueError
        Where the table has no addresses.
    DataError
        Where the folder or the table cannot be read; nothing is written then.
    """
    if name not in ADDRESSED:
        raise ValueError(f"Table {shown(name)} has no addresses; {' and '.join(ADDRESSED)} have.")
    home = Path(folder)
    descriptor, problems = read_descriptor(home)
    if problems:
        raise DataError(problems)
    sealed = _is_sealed(descriptor, home)
    frame = _read(home, name, descriptor)
    own = [
        _read(home, other, descriptor)
        for other in ADDRESSED
        if (home / table(other).path).is_file()
    ]
    known = [
        pd.DataFrame(part[part["location_basis"].isin(TRUSTED)]).assign(lot_address=None)
        for part in own
    ]
    if against is not None:
        known.append(_with_uncertainty(against, known_uncertainty_m))
    dongs = home / table("dongs").path
    placed = geocode(
        pd.DataFrame(frame),
        known=pd.concat(known, ignore_index=True),
        known_address=["address", "lot_address"],
        areas=_outlines(dongs, descriptor) if dongs.is_file() else None,
        service=service,
        nearest=nearest,
    )
    _write(home / table(name).path, placed)
    if sealed:
        seal(home)
    before = frame["lon"].notna()
    fresh = placed[~before.to_numpy()]
    found = fresh[fresh["lon"].notna()]
    lost = fresh[fresh["lon"].isna()]
    return Geocoded(
        path=home / table(name).path,
        rows=len(frame),
        had_place=int(before.sum()),
        placed=_counts(found["location_basis"]),
        why_not=_counts(lost["placed_by"].str.replace(ON_WHICH, "", regex=True)),
        sealed=sealed,
    )


def _counts(values: pd.Series) -> dict[str, int]:
    return {str(value): int(count) for value, count in values.value_counts().items()}


def _is_sealed(descriptor: dict[str, Any], home: Path) -> bool:
    """Say whether every file is as the descriptor says, so that sealing anew hides no change."""
    listed = descriptor.get("resources")
    resources = [part for part in listed if isinstance(part, dict)] if listed else []
    hashed = [part for part in resources if isinstance(part.get("hash"), str)]
    return bool(hashed) and all(
        (home / str(part.get("path"))).is_file()
        and digest((home / str(part["path"])).read_bytes()) == part["hash"]
        for part in hashed
    )


def _read(home: Path, name: str, descriptor: dict[str, Any]) -> pd.DataFrame:
    record = table(name)
    path = home / record.path
    if not path.is_file():
        raise ValueError(f"There is no {record.path} in the folder; is {FILE} that of a cluster?")
    sheet = read_sheet(path.read_bytes(), record, record.path, extent=extent(descriptor))
    # What placing is about to fill may still be open.
    wrong = [p for p in sheet.problems if p.column not in {"location_basis", "uncertainty_m"}]
    if wrong:
        raise DataError(wrong)
    return sheet.frame


def _outlines(path: Path, descriptor: dict[str, Any]) -> gpd.GeoDataFrame | None:
    sheet = read_sheet(path.read_bytes(), table("dongs"), path.name, extent=extent(descriptor))
    if sheet.problems:
        raise DataError(sheet.problems)
    return sheet.frame if len(sheet.frame) else None


def _with_uncertainty(against: pd.DataFrame, known_uncertainty_m: float | None) -> pd.DataFrame:
    filled = pd.DataFrame(against).copy()
    if "uncertainty_m" not in filled:
        filled["uncertainty_m"] = float("nan")
    if known_uncertainty_m is not None:
        filled["uncertainty_m"] = filled["uncertainty_m"].fillna(known_uncertainty_m)
    if filled["uncertainty_m"].isna().all():
        raise ValueError(
            "The table to match against does not say how far its points may be off; "
            "say it in metres, as in --known-uncertainty-m 30."
        )
    if "lot_address" not in filled:
        filled["lot_address"] = None
    if "location_basis" not in filled:
        filled["location_basis"] = "register"
    return filled


def _write(path: Path, placed: pd.DataFrame) -> None:
    """Write the cells that changed into the file's own text, and all others as they were."""
    rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")))
    header, body = rows[0], [row for row in rows[1:] if row]
    for name in WRITTEN:
        if name not in header:
            header.append(name)
            body = [[*row, ""] for row in body]
    at = {name: header.index(name) for name in WRITTEN}
    for cells, (_, row) in zip(body, placed.iterrows(), strict=True):
        if isinstance(row["placed_by"], str) and row["placed_by"] != NO_ADDRESS:
            _fill(cells, at, row)
    target = path.with_name(f".{path.name}.new")
    with target.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([header, *body])
    target.replace(path)


def _fill(cells: list[str], at: dict[str, int], row: pd.Series) -> None:
    for name, decimals in DECIMALS.items():
        value = row[name]
        cells[at[name]] = "" if pd.isna(value) else f"{value:.{decimals}f}"
    cells[at["location_basis"]] = str(row["location_basis"])
    if row["location_basis"] == "none":
        said = f"not placed: {row['placed_by']}"
    else:
        said = f"placed by: {row['placed_by']}"
    note = _without_former(cells[at["note"]])
    cells[at["note"]] = "; ".join(part for part in (note, said) if part)


def _without_former(note: str) -> str:
    """Drop what an earlier run said of a row that it could not place."""
    parts: Sequence[str] = note.split("; ")
    return "; ".join(part for part in parts if not part.startswith("not placed: "))
