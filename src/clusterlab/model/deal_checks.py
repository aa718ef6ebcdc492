"""Whether deals can be what they say: money above zero, once each, by a day."""

import numpy as np
import pandas as pd


def check_deals(deals: pd.DataFrame, *, as_of: str | None = None) -> None:
    """Refuse deals that contradict themselves or each other.

    Parameters
    ----------
    deals : DataFrame
        Rows as in a cluster's deals table.
    as_of : str, optional
        Date of the data (year, month or day); no deal may come after it.

    Raises
    ------
    ValueError
        One line with the deal, the row (as an editor numbers the file), the value and the rule:
        money of zero or less; a deal after the date of the data; the same money from the same
        investor to the same firm on the same date twice.

    Examples
    --------
    >>> deals = pd.DataFrame({"deal_id": ["d"], "firm_id": ["f"], "date": ["2024-05"],
    ...                       "amount": [-5.0]})
    >>> check_deals(deals)
    Traceback (most recent call last):
    ValueError: Deal 'd', row 2: amount -5: must be above zero.
    """
    _refuse(deals, deals["amount"] <= 0, "amount", "must be above zero")
    if as_of is not None:
        dates = deals["date"].astype(str)
        # As exact as the coarser of the two: 2024-05 is not after 2024.
        late = [date[: len(as_of)] > as_of[: len(date)] for date in dates]
        rule = f"after the date of the data, {as_of}"
        _refuse(deals, pd.Series(late, index=deals.index), "date", rule)
    key = [n for n in ("fund_id", "investor_id", "firm_id", "date", "amount") if n in deals]
    twice = deals.duplicated(key)
    _refuse(deals, twice, "amount", "the same deal twice; give the sum if meant")


def _refuse(deals: pd.DataFrame, wrong: "pd.Series[bool]", column: str, rule: str) -> None:
    """Raise one line on the first row that breaks a rule."""
    if not wrong.any():
        return
    position = int(np.flatnonzero(wrong.to_numpy())[0])
    label = deals.index[position]
    row = int(label) + 2 if isinstance(label, (int, np.integer)) else label
    value = deals[column].iloc[position]
    shown = f"{value:g}" if isinstance(value, float) else str(value)
    raise ValueError(
        f"Deal {deals['deal_id'].iloc[position]!r}, row {row}: {column} {shown}: {rule}."
    )
