"""A planner's own weights: read from the file an explorer saves, or from JSON, and checked."""

import hashlib
import json
import math
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from ...load import catalog
from ...load.package import read_package
from ...load.sites import read_sites
from ...model.problem import DataError, Problem, meant, shown
from ...siting.weights import equal_weights, given_weights
from .criteria import CRITERIA

PARAMETER = "parameter weights"
SUM_TOLERANCE = 1e-6
MOST_BYTES = 100_000
# What a file may say beside the weights; about and scenario are for people.
_KEYS = ("about", "scenario", "normalise", "weights")
_SHAPE = '{"weights": {"criterion": number}, "normalise": true or false}, or the inner table alone'


def read_weights(text: str, *, known: Iterable[str] | None = None) -> "pd.Series[float]":
    """Read weights by criterion.

    Parameters
    ----------
    text : str
        The path of a file, or JSON itself where it begins with a brace. Either is the table
        ``{"station_m": 0.4, "slack_m2": 0.6}``, or ``{"weights": {…}, "normalise": true}`` as the
        explorer saves it. Without normalise the weights must sum to 1.
    known : iterable of str, optional
        Criteria there are; any name will do without it.

    Returns
    -------
    Series, indexed by criterion
        The numbers as they stand. ``attrs``: normalise; file and sha256 where it is a file.

    Raises
    ------
    DataError
        Lists every problem: no file, no JSON, an unknown or repeated criterion, a weight that is
        no number or below zero, all of them zero, or a sum other than 1.

    Examples
    --------
    >>> read_weights('{"station_m": 0.25, "slack_m2": 0.75}').to_dict()
    {'station_m': 0.25, 'slack_m2': 0.75}
    """
    inline = text.lstrip().startswith("{")
    name = PARAMETER if inline else Path(text).name
    data = text.encode() if inline else _bytes_of(Path(text), name)
    content = _parsed(data, name)
    table, normalise = _parts(content, name)
    weights = _checked(table, name, known=None if known is None else list(known))
    total = float(weights.sum())
    if total == 0:
        raise _refused(name, "all weights are 0: expected at least one above 0")
    if not normalise and abs(total - 1) > SUM_TOLERANCE:
        raise _refused(
            name,
            f"the weights sum to {total:.10g}: expected 1, or "
            '{"weights": …, "normalise": true} to have them divided by their sum',
        )
    weights.attrs = {"normalise": normalise}
    if not inline:
        weights.attrs |= {"file": name, "sha256": hashlib.sha256(data).hexdigest()}
    return weights


def choose_weights(text: str, criteria: Sequence[str]) -> "pd.Series[float]":
    """Weigh the criteria that were measured: alike, or as a planner's file says.

    Parameters
    ----------
    text : str
        As for `read_weights`; empty for equal weights.
    criteria : sequence of str
        Those that were measured.

    Returns
    -------
    Series, shape (criteria,)
        Weights [-], which sum to 1. ``attrs``: method, "equal" or "given"; unmeasured, those of
        the file with a weight that were not measured here, so that the others were divided by
        their sum; unnamed, measured ones that the file does not name and that count 0.

    Raises
    ------
    DataError
        As `read_weights`, or none of the criteria with a weight was measured.
    """
    if not text:
        weights = equal_weights(criteria)
        weights.attrs |= {"unmeasured": [], "unnamed": []}
        return weights
    given = read_weights(text)
    absent = [str(name) for name in given.index[given > 0] if name not in criteria]
    unnamed = [name for name in criteria if name not in given.index]
    own = given.reindex(list(criteria)).fillna(0.0)
    if not own.any():
        name = given.attrs.get("file", PARAMETER)
        listed = ", ".join(absent)
        raise _refused(name, f"no criterion with a weight was measured here ({listed})")
    rescale = bool(given.attrs["normalise"] or absent)
    weights = given_weights(own, criteria=list(criteria), normalise=rescale)
    weights.attrs |= {"unmeasured": absent, "unnamed": unnamed}
    return weights


def check_weights(values: Mapping[str, Any]) -> dict[str, str]:
    """Check the weights among the parameters of a notebook before it runs.

    Parameters
    ----------
    values : mapping
        Checked parameters; a planner's list of sites (``sites``) brings criteria of its own.

    Returns
    -------
    dict of str to str
        Hash of the file by its name; empty where there is none.

    Raises
    ------
    DataError
        As `read_weights`.
    """
    text = str(values.get("weights", ""))
    if not text:
        return {}
    weights = read_weights(text, known=_known(values))
    return {weights.attrs["file"]: weights.attrs["sha256"]} if "file" in weights.attrs else {}


def _known(values: Mapping[str, Any]) -> list[str]:
    names = [criterion.name for criterion in CRITERIA]
    path = str(values.get("sites", ""))
    if not path:
        return names
    package = read_package(catalog.locate(values["cluster"]))
    return [*names, *read_sites(path, extent=tuple(package.meta["extent"])).attrs["extra"]]


def _bytes_of(file: Path, name: str) -> bytes:
    if not file.is_file():
        raise _refused(name, f"expected a file of weights, or JSON such as {_SHAPE}; there is none")
    with file.open("rb") as opened:
        data = opened.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise _refused(name, f"is larger than {MOST_BYTES:,} bytes: expected a file of weights")
    return data


def _parsed(data: bytes, name: str) -> dict[str, Any]:
    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        table = dict(pairs)
        if len(table) < len(pairs):
            keys = [key for key, _ in pairs]
            twice = next(key for key in keys if keys.count(key) > 1)
            raise _refused(name, f"{shown(twice)} stands there twice: expected it once")
        return table

    def number(text: str) -> float:
        raise _refused(name, f"value {text}: expected a number of 0 or more")

    try:
        content = json.loads(
            data.decode("utf-8-sig"), object_pairs_hook=once, parse_constant=number
        )
    except UnicodeDecodeError:
        raise _refused(name, "is not UTF-8 text: expected JSON") from None
    except json.JSONDecodeError as error:
        raise _refused(
            name, f"row {error.lineno}, character {error.colno}: expected JSON such as {_SHAPE}"
        ) from None
    except RecursionError:
        raise _refused(name, f"is nested too deeply: expected {_SHAPE}") from None
    if not isinstance(content, dict) or not content:
        raise _refused(name, f"value {shown(content)}: expected {_SHAPE}")
    return content


def _parts(content: dict[str, Any], name: str) -> tuple[dict[str, Any], bool]:
    """Tell the table of weights from what stands round it."""
    if not isinstance(content.get("weights"), dict):
        return content, False
    for key in content:
        if key not in _KEYS:
            raise _refused(
                name, f"key {shown(key)}: expected {', '.join(_KEYS)}{meant(key, _KEYS)}"
            )
    normalise = content.get("normalise", False)
    if not isinstance(normalise, bool):
        raise _refused(name, f"normalise: value {shown(normalise)}: expected true or false")
    if not content["weights"]:
        raise _refused(name, f"weights is empty: expected {_SHAPE}")
    return content["weights"], normalise


def _checked(
    table: Mapping[str, Any], name: str, *, known: Sequence[str] | None
) -> "pd.Series[float]":
    problems = []
    for criterion, value in table.items():
        told = ""
        if known is not None and criterion not in known:
            told = f"expected one of {', '.join(known)}{meant(criterion, known)}"
        elif isinstance(value, bool) or not isinstance(value, int | float):
            told = f"value {shown(value)}: expected a number of 0 or more"
        elif not math.isfinite(value) or value < 0:
            told = f"value {value:g}: expected a number of 0 or more"
        if told:
            problems.append(_problem(name, f"criterion {shown(criterion)}: {told}"))
    if problems:
        raise DataError(problems)
    return pd.Series({key: float(value) for key, value in table.items()}, dtype="float64")


def _problem(name: str, told: str) -> Problem:
    return Problem(name, 0, "", None, "", told=told)


def _refused(name: str, told: str) -> DataError:
    return DataError([_problem(name, told)])
