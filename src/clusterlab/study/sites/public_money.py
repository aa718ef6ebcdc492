"""Asks what public money buys on a site: jobs and private investment."""

from typing import Any

import pandas as pd

from ...model.finding import Finding, Number, finding
from ...model.reason import Reason
from ...model.said import Amount, Named, Said, caution, said
from ..money.raised import PER_PUBLIC
from ..money.units import ratio, unit_of
from . import appraisal as tables
from .notes import name_of, table_of

RATE = "social_discount_rate"
"""Indicator of the facts that give the country's social discount rate [%/year]."""


def social_rate(cluster: Any) -> "pd.Series[Any] | Reason":
    """Find the newest social discount rate that the facts of the cluster or its country tell.

    Parameters
    ----------
    cluster : Cluster
        Its own facts come before those of the packages it refers to.

    Returns
    -------
    Series or Reason
        The row of the fact; ``no_social_rate`` where none is told.
    """
    for facts in (cluster.facts, cluster.shared_facts):
        rows = facts[(facts["indicator"] == RATE) & facts["value"].notna()]
        if len(rows):
            newest: pd.Series[Any] = rows.sort_values("as_of", kind="stable").iloc[-1]
            return newest
    return Reason("no_social_rate")


def public_moneys(cluster: Any) -> list[Finding]:
    """Divide the public money of each site by jobs and by private investment.

    Parameters
    ----------
    cluster : Cluster
        Its appraisal terms and the social discount rate are taken.

    Returns
    -------
    list of Finding
        One for each site that tells of public money, then the rate that it was discounted at; or
        the reason why there is none.
    """
    sites = tables.site_list(cluster.appraisal_terms)
    public = sites.index[sites["public"].astype(bool)]
    if public.empty:
        return [Finding(id="sites.public_money", reason=Reason("no_public_money_told"))]
    rate = social_rate(cluster)
    return [*(public_money(cluster, site, rate) for site in public), discounted(rate)]


@finding("sites.public_money")
def public_money(cluster: Any, site_id: str, rate: "pd.Series[Any] | Reason") -> Finding:
    """Divide the public money of a site by jobs and by private investment.

    Parameters
    ----------
    cluster : Cluster
        Its appraisal terms and its units of money are taken.
    site_id : str
        The site.
    rate : Series
        What `social_rate` returns.

    Returns
    -------
    Finding
        Its data are those of `appraisal.public_money`.
    """
    assert not isinstance(rate, Reason)
    terms = tables.terms_of(cluster.appraisal_terms, site_id, currency=cluster.currency)
    bought = tables.public_money(terms, discount_rate_pct=float(rate["value"]))
    public = terms[terms.index.isin(tables.PUBLIC)]
    name = name_of(tables.site_list(cluster.appraisal_terms), site_id)
    unit = unit_of(cluster)
    job = bought[bought.index == "per_job"].iloc[0]
    private = bought[bought.index == "private_per_public_won"].iloc[0]
    factor = ratio(cluster.currency, unit)
    return Finding(
        data=bought,
        sources=list(public["source_id"]),
        scope=site_id,
        said=[*_bought(name, job, unit, factor), said("public", name=name)],
        numbers=[
            Number(
                measure="public_cost_per_job",
                value=job["high"] * factor,
                low=job["low"] * factor,
                unit=unit,
                reason=Reason(job["reason"] or "no_data", what="jobs"),
            ),
            Number(
                measure="private_per_public_won",
                value=private["high"],
                low=private["low"],
                unit=PER_PUBLIC,
                reason=Reason(private["reason"] or "no_data", what="private"),
            ),
        ],
        tables=[
            table_of(
                public,
                "public_terms",
                columns=["low", "high", "unit", "basis", "confidence"],
                name=name,
            )
        ],
    )


def _bought(name: Named, job: "pd.Series[Any]", unit: str, factor: float) -> list[Said]:
    if job["reason"]:
        return []
    each = Amount((job["low"] * factor, job["high"] * factor), unit)
    return [said("public_bought", name=name, each=each)]


@finding("sites.discounted")
def discounted(rate: "pd.Series[Any] | Reason") -> Finding:
    """Say at which rate public money was discounted, and what gross figures leave out.

    Parameters
    ----------
    rate : Series
        What `social_rate` returns.
    """
    assert not isinstance(rate, Reason)
    return Finding(
        data=float(rate["value"]),
        unit="%/year",
        sources=[str(rate["source_id"])],
        as_of=str(rate["as_of"]),
        cautions=[
            caution("public_gross", rate=float(rate["value"]) / 100, date=str(rate["as_of"]))
        ],
    )
