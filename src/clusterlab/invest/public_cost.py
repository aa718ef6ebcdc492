"""Public money for each job and for each won of private investment, at a social discount rate."""

import numpy as np
import pandas as pd

SOCIAL_DISCOUNT_RATE_PCT = 4.5
SOCIAL_DISCOUNT_RATE_SOURCE = (
    "기획재정부, 예비타당성조사 제도 개편 (사회적 할인율 5.5 % → 4.5 %), 뉴시스 2017-08-11, "
    "http://m.newsis.com/view.html?ar_id=NISX20170811_0000065386"
)


def public_cost(
    plan: pd.DataFrame, *, discount_rate_pct: float = SOCIAL_DISCOUNT_RATE_PCT
) -> pd.DataFrame:
    r"""Divide discounted public money by jobs and by private investment.

    .. math:: P = \sum_t p_t (1 + r)^{-(t - t_0)}, \quad
        \frac{P}{\max_t j_t}, \quad \frac{P}{\sum_t j_t (1 + r)^{-(t - t_0)}}, \quad
        \frac{P}{\sum_t v_t (1 + r)^{-(t - t_0)}}

    Parameters
    ----------
    plan : DataFrame
        `year` (each once), `public_cost` [won of that year; negative where money comes back],
        `jobs` (at work in that year) [persons], `private_investment` [won]; zero or more.
    discount_rate_pct : float
        Real social discount rate [%/year]; above -100. 4.5 % is the one for preliminary
        feasibility studies in Korea (예비타당성조사), announced by the Ministry of Economy and
        Finance on 2017-08-11 in place of 5.5 %. It is for real money: plans in prices of one
        year.

    Returns
    -------
    DataFrame, indexed by measure
        value, unit, reason. public_cost (present value in the first year), per_job (for each job
        in the year that has most), per_job_year (for each year of a job, discounted like money),
        per_private_won, private_per_public_won. NaN with ``no_jobs``, ``no_private_investment``
        or ``no_public_cost``. `attrs`: discount_rate_pct, base_year, source of the default rate.

    Raises
    ------
    ValueError
        A missing column, a year twice, a jobs or investment figure below zero or missing, a rate
        of -100 % or less.

    Notes
    -----
    Gross figures: jobs and investment that would have come anyway, or came from elsewhere, are
    counted. They are upper bounds of what the money did.

    References
    ----------
    뉴시스 (2017-08-11), 예비타당성 조사 사회적 할인율 10년만에 인하 (5.5 % to 4.5 %).

    Examples
    --------
    >>> plan = pd.DataFrame({"year": [2025, 2026], "public_cost": [100.0, 0], "jobs": [0, 20],
    ...                      "private_investment": [0, 418.0]})
    >>> public_cost(plan)["value"].round(3).to_dict()["private_per_public_won"]
    4.0
    """
    columns = ("year", "public_cost", "jobs", "private_investment")
    missing = [column for column in columns if column not in plan]
    if missing:
        raise ValueError(f"The plan needs a column {missing[0]!r}; it has {list(plan.columns)}.")
    if not discount_rate_pct > -100:
        raise ValueError(f"discount_rate_pct must be more than -100, not {discount_rate_pct}.")
    years = plan["year"].astype(int)
    if years.duplicated().any():
        raise ValueError(f"The plan has the year {years[years.duplicated()].iloc[0]} twice.")
    if plan[list(columns)].isna().any(axis=None):
        raise ValueError("The plan has an empty cell; write 0 where nothing is planned.")
    for column in ("jobs", "private_investment"):
        if (plan[column] < 0).any():
            raise ValueError(f"{column} must be zero or more, not {plan[column].min():g}.")
    base = int(years.min()) if len(plan) else 0
    weight = (1 + discount_rate_pct / 100) ** -(years - base).astype(float)
    public = float((plan["public_cost"] * weight).sum())
    job_years = float((plan["jobs"] * weight).sum())
    private = float((plan["private_investment"] * weight).sum())
    most = float(plan["jobs"].max()) if len(plan) else 0.0
    rows = {
        "public_cost": (public, "won", ""),
        "per_job": _divided(public, most, "won/job", "no_jobs"),
        "per_job_year": _divided(public, job_years, "won/job-year", "no_jobs"),
        "per_private_won": _divided(public, private, "won/won", "no_private_investment"),
        "private_per_public_won": _divided(private, public, "won/won", "no_public_cost"),
    }
    table = pd.DataFrame.from_dict(rows, orient="index", columns=["value", "unit", "reason"])
    table.attrs |= {"discount_rate_pct": discount_rate_pct, "base_year": base}
    if discount_rate_pct == SOCIAL_DISCOUNT_RATE_PCT:
        table.attrs["source"] = SOCIAL_DISCOUNT_RATE_SOURCE
    return table.rename_axis("measure")


def _divided(top: float, bottom: float, unit: str, reason: str) -> tuple[float, str, str]:
    """Quotient, or the reason why there is none."""
    return (top / bottom, unit, "") if bottom > 0 else (np.nan, unit, reason)
