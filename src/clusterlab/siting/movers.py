"""Movers: which firms the rules let into which parcels, before and after a change."""

import pandas as pd

from ..model.checks import column
from ..model.industry_codes import admits, is_code


def movers(firms: pd.DataFrame, before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    """Count the parcels that admit each firm's industry under both rules.

    Parameters
    ----------
    firms : DataFrame
        firm_id, industry (code, may be empty) and status; only present firms are asked about.
    before, after : DataFrame
        Parcels with parcel_id and allowed_industries.

    Returns
    -------
    DataFrame, indexed by firm_id
        industry; parcels_before, parcels_after: number that admit it; change: "admitted",
        "shut_out", "more", "fewer" or "same". ``attrs``: unknown_industry, present firms without a
        usable code, which are left out; parcels without a list of permitted industries count as
        admitting none and are counted in unknown_rules.

    Examples
    --------
    >>> firms = pd.DataFrame({"firm_id": ["f"], "industry": ["7011"], "status": ["present"]})
    >>> old = pd.DataFrame({"parcel_id": ["p"], "allowed_industries": ["C21"]})
    >>> new = old.assign(allowed_industries="C21; M70")
    >>> movers(firms, old, new).loc["f", "change"]
    'admitted'
    """
    present = firms[column(firms, "status") == "present"]
    codes = column(present, "industry").fillna("").astype("str").str.strip()
    usable = codes.map(is_code).astype("bool")
    chosen = present[usable]
    out = pd.DataFrame(
        {"industry": codes[usable].to_numpy()},
        index=pd.Index(column(chosen, "firm_id"), name="firm_id"),
    )
    for name, parcels in (("before", before), ("after", after)):
        counts = column(parcels, "allowed_industries").fillna("").astype("str").value_counts()
        number = {
            code: sum(int(n) for rule, n in counts.items() if admits(str(rule), code))
            for code in out["industry"].unique()
        }
        out[f"parcels_{name}"] = out["industry"].map(number).astype("int64")
    out["change"] = [
        _change(int(old), int(new))
        for old, new in zip(out["parcels_before"], out["parcels_after"], strict=True)
    ]
    out.attrs = {
        "unknown_industry": int((~usable).sum()),
        "unknown_rules": int(after["allowed_industries"].isna().sum()),
    }
    return out


def _change(old: int, new: int) -> str:
    if old == new:
        return "same"
    if old == 0:
        return "admitted"
    if new == 0:
        return "shut_out"
    return "more" if new > old else "fewer"
