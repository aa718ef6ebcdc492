"""The reader's own files: one table of what each is, and what checks it before anything runs."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ..load.money_rules import check_flows_file, check_funds_file, check_index_file, check_money
from ..load.package import Package
from ..load.scenario_rules import check_scenarios
from .points import check_plants
from .sites.checks import check_sites
from .sites.weights_file import check_weights


@dataclass(frozen=True)
class Input:
    """One kind of file that a parameter of a notebook may name.

    Attributes
    ----------
    check : callable
        From the values of the parameters to the hash of each file that was read, by its name. It
        raises ValueError in one line, or DataError with every problem of the file.
    parameter : str
        The name under which ``check`` finds the path.
    defaults : mapping
        Values of parameters that ``check`` looks at beside the path, for notebooks without them.
    """

    check: Callable[[Mapping[str, Any]], dict[str, str]]
    parameter: str
    defaults: Mapping[str, Any] = field(default_factory=dict)


_SITES = {
    "kind": "", "zones": [], "uses": [], "at_least": {}, "at_most": {}, "directions": {},
    "industry": "", "ahp": "",
}  # fmt: skip

INPUTS: dict[str, Input] = {
    "flows": Input(check_flows_file, "flows_file"),
    "funds": Input(check_funds_file, "funds_file"),
    "index": Input(check_index_file, "index_file"),
    "plants": Input(check_plants, "plants", {"industries": []}),
    "scenarios": Input(check_scenarios, "scenarios"),
    "sites": Input(check_sites, "sites", _SITES),
    "weights": Input(check_weights, "weights"),
}


def check_package(package: Package) -> None:
    """Refuse a package that contradicts itself; see `study.money.checks.check_money`."""
    check_money(package)


def checked(kind: str, name: str, values: Mapping[str, Any]) -> dict[str, str]:
    """Check the file that a parameter names.

    Parameters
    ----------
    kind : str
        Which of `INPUTS` it is.
    name : str
        The parameter.
    values : mapping
        All parameters of the notebook with their values.

    Returns
    -------
    dict of str to str
        Hash of each file by its name; empty where none is named.

    Raises
    ------
    ValueError, DataError
        What is wrong with the file or with what goes with it.
    """
    one = INPUTS[kind]
    return one.check({**one.defaults, **values, one.parameter: values[name]})
