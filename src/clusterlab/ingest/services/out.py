"""Fetched rows in a file that the user names, and beside it where they come from."""

import csv
import io
import json
from pathlib import Path

import pandas as pd

from .cache import write_whole
from .fetch import Fetched
from .into import features
from .made import make_table, raw_frame, source
from .tidy import GEOMETRY

SUFFIXES = (".csv", ".geojson")


def check_out(path: Path, *, has_outlines: bool) -> None:
    """Look at the name of a file before anything is asked.

    Parameters
    ----------
    path : Path
        Where to.
    has_outlines : bool
        Whether rows have geometry.

    Raises
    ------
    ValueError
        Where its kind is not known, or cannot hold the rows.
    """
    wanted = ".geojson" if has_outlines else ".csv"
    if path.suffix.lower() != wanted:
        what = "rows with outlines" if has_outlines else "rows without outlines"
        raise ValueError(f"--out {path}: expected a file that ends in {wanted} for {what}")
    if not path.resolve().parent.is_dir():
        raise ValueError(f"--out {path}: there is no folder {path.parent}")


def write_out(fetched: Fetched, path: Path, *, table: str = "") -> int:
    """Write rows and their source.

    Parameters
    ----------
    fetched : Fetched
        What came.
    path : Path
        A .csv or a .geojson file; ``<path>.source.json`` says where the rows come from.
    table : str
        Write the table of this name that the rows make, instead of the rows as they came.

    Returns
    -------
    int
        Number of rows written.
    """
    frame = make_table(fetched, wanted=table).frame if table else raw_frame(fetched)
    if path.suffix.lower() == ".geojson":
        text = _geojson(frame, is_table=bool(table))
    else:
        text = _csv(frame)
    declared = source(fetched)
    told = {
        "source": declared,
        "request": fetched.parameters | {"key": "***"},
        "rows": len(frame),
        "reported": fetched.copy.total,
        "fields_not_kept": list(fetched.copy.unknown),
    }
    write_whole(path, text)
    beside = path.with_name(f"{path.name}.source.json")
    write_whole(beside, json.dumps(told, ensure_ascii=False, indent=1) + "\n")
    return len(frame)


def _csv(frame: pd.DataFrame) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(frame.columns)
    writer.writerows(frame.itertuples(index=False, name=None))
    return out.getvalue()


def _geojson(frame: pd.DataFrame, *, is_table: bool) -> str:
    if is_table:
        listed = features(frame)
    else:
        names = [column for column in frame.columns if column != GEOMETRY]
        listed = [
            {
                "type": "Feature",
                "properties": {name: row[name] for name in names},
                "geometry": row[GEOMETRY],
            }
            for row in frame.to_dict("records")
        ]
    collection = {"type": "FeatureCollection", "features": listed}
    return json.dumps(collection, ensure_ascii=False, allow_nan=False) + "\n"
