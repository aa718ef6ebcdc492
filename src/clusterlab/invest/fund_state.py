"""State of each fund at a date: in place, ended, or not confirmed since it was last seen."""

from typing import Any

import pandas as pd

IN_PLACE = ("formed", "closed", "operating")
"""States as told that mean that there is money in the fund."""
ENDED, UNCONFIRMED = "ended", "not_confirmed"
GONE = (ENDED, UNCONFIRMED)
"""States of funds that were in place and are not counted as in place any more."""
UNSEEN_YEARS = 3.0
"""A fund that no source tells of for longer is not confirmed [years]."""
APART_MONTHS = 12
"""Money last told at dates further apart is not added up [months]."""
# Rows that say it came to nothing, or was wound up.
_OVER = ("ended", "failed")


def fund_states(
    funds: pd.DataFrame, *, date: str, unseen_years: float = UNSEEN_YEARS
) -> pd.DataFrame:
    """Derive the state of each row of funds at a date from terms and from when it was seen.

    Parameters
    ----------
    funds : DataFrame
        Rows as in a cluster's funds table: fund_id, status, as_of, and where told vintage [year],
        term_years [years], ends and last_seen (dates).
    date : str
        The day, month or year of the report; its last day counts.
    unseen_years : float
        How long a fund may go untold before it is not confirmed [years], zero or more.

    Returns
    -------
    DataFrame, index of `funds`
        state: ``in_place``, ``ended``, ``not_confirmed``, or ``not_in_place`` (a plan, a target,
        a fund that never closed, or one of a later vintage than the date); reason:
        ``within_term``, ``seen``, ``term_passed``, ``wound_up``, ``not_seen``, ``not_formed``,
        ``status``; decides: the date as told that decides it (end of the term, winding up, or
        when the fund was last seen); seen: when it was last seen in place, empty where never.

    Raises
    ------
    ValueError
        A date that is no day, month or year; years below zero.

    Notes
    -----
    All rows of one fund share its terms and sightings, whatever their dates: what is known of
    a fund does not depend on the date of the question, so that an ended fund never comes back
    as the date moves forward. In this order:

    1. a row that says ended or failed, newer than every row in place: ended from that date;
    2. ``ends`` as told, else the last day of vintage + term: ended after it, unless the fund was
       seen in place later (it was prolonged, and its term says nothing);
    3. last seen in place (as_of, or last_seen where later) more than `unseen_years` before the
       date: not confirmed since.

    Where no term is told only the third rule holds: a package without these columns works.

    Examples
    --------
    >>> rows = [{"fund_id": "a", "status": "operating", "as_of": "2016-07", "vintage": 2011,
    ...          "term_years": 10}, {"fund_id": "b", "status": "closed", "as_of": "2024-03"}]
    >>> fund_states(pd.DataFrame(rows), date="2026-06")[["state", "decides"]].values.tolist()
    [['ended', '2021-12-31'], ['in_place', '2024-03']]
    """
    if not unseen_years >= 0:
        raise ValueError(f"unseen_years must be zero or more, not {unseen_years}.")
    today = last_day(date)
    placed = funds["status"].isin(IN_PLACE)
    rows = []
    known: dict[Any, dict[str, str]] = {}
    for fund, of in funds[placed].groupby("fund_id", sort=False):
        every = funds[funds["fund_id"] == fund]
        known[fund] = _state(every, of, today, unseen_years)
    for fund, status, here in zip(funds["fund_id"], funds["status"], placed, strict=True):
        found = known.get(fund) if here else None
        rows.append(found or _untouched(str(status), seen=known.get(fund, {}).get("seen", "")))
    columns = ["state", "reason", "decides", "seen"]
    return pd.DataFrame(rows, index=funds.index, columns=columns, dtype=str)


def funds_at(funds: pd.DataFrame, *, date: str, unseen_years: float = UNSEEN_YEARS) -> pd.DataFrame:
    """Give funds with the state that they have at a date in the place of the status told.

    Parameters
    ----------
    funds, date, unseen_years
        As in `fund_states`.

    Returns
    -------
    DataFrame
        A copy. `status` is the derived state where a fund told in place is not any more, so that
        nothing that counts funds in place counts it; `status_told` keeps what was told; `state`,
        `reason`, `decides` and `seen` as in `fund_states`, the reason as `state_reason`.

    Examples
    --------
    >>> row = {"fund_id": "a", "status": "operating", "as_of": "2016"}
    >>> funds_at(pd.DataFrame([row]), date="2026")["status"].tolist()
    ['not_confirmed']
    """
    # Asked twice, the status told is still what was told first.
    told = funds["status_told"] if "status_told" in funds else funds["status"]
    states = fund_states(funds.assign(status=told), date=date, unseen_years=unseen_years)
    changed = told.isin(IN_PLACE) & (states["state"] != "in_place")
    return funds.assign(
        status=told.where(~changed, states["state"]),
        status_told=told,
        state=states["state"],
        state_reason=states["reason"],
        decides=states["decides"],
        seen=states["seen"],
    )


def one_date(dates: "pd.Series[str]", *, apart_months: int = APART_MONTHS) -> bool:
    """Whether amounts told at these dates may be added up.

    Parameters
    ----------
    dates : Series of str
        When each amount was last told: days, months or years; empty ones are left out.
    apart_months : int
        They may lie apart by so much [months].

    Examples
    --------
    >>> one_date(pd.Series(["2023", "2024-07"])), one_date(pd.Series(["2010", "2024-07"]))
    (True, False)
    """
    days = [last_day(told) for told in dates if told]
    return not days or max(days) <= min(days) + pd.DateOffset(months=apart_months)


def last_day(told: object, name: str = "date") -> pd.Timestamp:
    """Give the last day that a date of year, month or day can mean.

    >>> last_day("2024-02").date().isoformat()
    '2024-02-29'
    """
    text = str(told)
    period = {4: "Y", 7: "M", 10: "D"}.get(len(text))
    try:
        if period is None:
            raise ValueError
        return pd.Period(text, freq=period).end_time.normalize()
    except ValueError:
        rule = "must be a year, a month or a day (YYYY, YYYY-MM, YYYY-MM-DD)"
        raise ValueError(f"{name} {text!r} {rule}.") from None


def _state(
    every: pd.DataFrame, placed: pd.DataFrame, today: pd.Timestamp, unseen_years: float
) -> dict[str, str]:
    """State of a fund that some row tells in place."""
    seen = max([*placed["as_of"].astype(str), *_told(placed, "last_seen")], key=last_day)
    sighted = last_day(seen)
    vintage = max((int(float(year)) for year in _told(every, "vintage")), default=None)
    if vintage is not None and today < pd.Timestamp(vintage, 1, 1):
        return _found("not_in_place", "not_formed", str(vintage), seen)
    over = every[every["status"].isin(_OVER)]["as_of"].astype(str)
    wound_up = max(over, key=last_day, default="")
    if wound_up and sighted <= last_day(wound_up) < today:
        return _found(ENDED, "wound_up", wound_up, seen)
    end = _end(every, vintage)
    # Seen after its term: it was prolonged, and nobody says until when.
    within = bool(end) and sighted <= last_day(end)
    if within and last_day(end) < today:
        return _found(ENDED, "term_passed", end, seen)
    if sighted + pd.DateOffset(days=round(365.25 * unseen_years)) < today:
        return _found(UNCONFIRMED, "not_seen", seen, seen)
    return _found("in_place", "within_term" if within else "seen", seen, seen)


def _end(every: pd.DataFrame, vintage: int | None) -> str:
    """End as told last, else of the term; empty where neither is told."""
    ordered = every.sort_values("as_of", kind="stable")
    ends, terms = _told(ordered, "ends"), _told(ordered, "term_years")
    if ends:
        return ends[-1]
    if vintage is None or not terms:
        return ""
    years = float(terms[-1])
    day = pd.Timestamp(vintage, 12, 31) + pd.DateOffset(months=round(12 * years))
    return day.date().isoformat()


def _told(rows: pd.DataFrame, column: str) -> list[str]:
    """Cells of a column that may be absent or empty."""
    if column not in rows:
        return []
    return [str(value) for value in rows[column] if pd.notna(value) and str(value).strip()]


def _found(state: str, reason: str, decides: str, seen: str) -> dict[str, str]:
    return {"state": state, "reason": reason, "decides": decides, "seen": seen}


def _untouched(status: str, *, seen: str) -> dict[str, str]:
    """Keep a row that tells of no fund in place: a plan, a target, one ended or never closed."""
    return _found(ENDED if status == ENDED else "not_in_place", "status", "", seen)
