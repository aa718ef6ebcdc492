"""Screen: which candidates stay, and which rule leaves out each of the others."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from ..model.checks import choice, column
from ..model.industry_codes import admits, split_code


@dataclass(frozen=True, kw_only=True)
class Rule:
    """Say what a candidate must fulfil; exactly one of the conditions is given.

    Parameters
    ----------
    name : str
        Name under which an excluded candidate is told.
    column : str
        Column of the candidates' table.
    one_of : sequence of str, optional
        Values that pass, such as zones.
    admits : str, optional
        Industry code that the column's list of permitted industries must admit.
    at_least, at_most : float, optional
        Band of numbers that pass, itself included, such as an area or a distance [unit of column].
    flag : bool, optional
        The truth value that passes, such as False for "in a flood zone".
    unknown : {"exclude", "keep"}
        What becomes of candidates whose cell is empty.

    Raises
    ------
    ValueError
        No condition or more than one, or a band that is empty.
    """

    name: str
    column: str
    one_of: Sequence[str] | None = None
    admits: str | None = None
    at_least: float | None = None
    at_most: float | None = None
    flag: bool | None = None
    unknown: str = "exclude"

    def __post_init__(self) -> None:
        choice(self.unknown, f"unknown of rule {self.name!r}", ("exclude", "keep"))
        band = self.at_least is not None or self.at_most is not None
        given = band + sum(x is not None for x in (self.one_of, self.admits, self.flag))
        if given != 1:
            raise ValueError(f"Rule {self.name!r} must have one condition. It has {given}.")
        if self.admits is not None:
            split_code(self.admits)
        if self.at_least is not None and self.at_most is not None and self.at_least > self.at_most:
            raise ValueError(
                f"Rule {self.name!r} lets nothing pass: at least {self.at_least:g}, "
                f"at most {self.at_most:g}."
            )


def screen(candidates: pd.DataFrame, rules: Sequence[Rule]) -> pd.DataFrame:
    """Apply rules to candidates and say which rule excludes which.

    Parameters
    ----------
    candidates : DataFrame
        One row each.
    rules : sequence of Rule
        Conditions; names differ.

    Returns
    -------
    DataFrame, shape (candidates, 2 + rules)
        passes: fulfils all rules; excluded_by: names of the rules it breaks, apart by "; ", empty
        for one that passes; then a column for each rule, True where it is fulfilled.
        ``attrs``: excluded, the number each rule excludes; unknown, the number whose cell is empty.

    Raises
    ------
    ValueError
        A column that is not there, two rules of one name, or text where a number is asked for.

    Examples
    --------
    >>> plots = pd.DataFrame({"area_m2": [900.0, 4000.0], "zone": ["industry", "green"],
    ...                       "allowed_industries": ["C21; M70", "C10"]}, index=["a", "b"])
    >>> screen(plots, [Rule(name="size", column="area_m2", at_least=1000),
    ...                Rule(name="pharma", column="allowed_industries", admits="2110")])[
    ...     ["passes", "excluded_by"]]
       passes excluded_by
    a   False        size
    b   False      pharma
    """
    names = [rule.name for rule in rules]
    if len(set(names)) != len(names):
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"Each rule must have its own name. {twice!r} is repeated.")
    kept = pd.DataFrame(index=candidates.index)
    empty: dict[str, int] = {}
    for rule in rules:
        cells = column(candidates, rule.column)
        known = cells.notna() & (cells.astype("str").str.strip() != "")
        empty[rule.name] = int((~known).sum())
        kept[rule.name] = rule.unknown == "keep"
        kept.loc[known, rule.name] = _fulfilled(cells[known], rule)
    broken = [
        "; ".join(name for name, fine in zip(names, row, strict=True) if not fine)
        for row in kept.to_numpy()
    ]
    out = pd.DataFrame({"passes": kept.all(axis=1), "excluded_by": broken}, index=candidates.index)
    out = out.join(kept)
    out.attrs = {"excluded": {n: int((~kept[n]).sum()) for n in names}, "unknown": empty}
    return out


def _fulfilled(cells: pd.Series, rule: Rule) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Apply one rule to cells that are known."""
    if rule.one_of is not None:
        return cells.isin(list(rule.one_of)).to_numpy(dtype=np.bool_)
    if rule.admits is not None:
        code = rule.admits
        return np.array([admits(str(cell), code) for cell in cells], dtype=np.bool_)
    if rule.flag is not None:
        flags = cells.map({True: True, False: False, "true": True, "false": False})
        if flags.isna().any():
            raise ValueError(
                f"Rule {rule.name!r} needs true or false. "
                f"{cells[flags.isna()].iloc[0]!r} is neither."
            )
        return np.asarray(flags.to_numpy(dtype=np.bool_) == rule.flag)
    numbers = pd.to_numeric(cells, errors="coerce")
    if numbers.isna().any():
        raise ValueError(
            f"Rule {rule.name!r} needs numbers. {cells[numbers.isna()].iloc[0]!r} is none."
        )
    low = -np.inf if rule.at_least is None else rule.at_least
    high = np.inf if rule.at_most is None else rule.at_most
    return numbers.between(low, high).to_numpy(dtype=np.bool_)
