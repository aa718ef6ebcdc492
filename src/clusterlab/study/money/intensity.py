"""Asks how much fund money there is for each firm and each job of a cluster."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from ...invest.intensity import fund_intensity, investment_intensity

# The package's member ``counts`` says which indicators of its facts count firms and jobs; facts
# of these names do where it says nothing.
COUNTS = {"firms": ("firms",), "jobs": ("jobs",)}


def counts(cluster: Any) -> dict[str, Any]:
    """Find how many firms and jobs a cluster has, each as the range of what is told.

    Parameters
    ----------
    cluster : Cluster
        Its firms present are counted, and set beside the newest published count: facts of the
        indicators that its package names under ``counts``.

    Returns
    -------
    dict
        firms, jobs: (low, high), NaN where nothing is told; firms_as_of, jobs_as_of;
        source_ids of both.
    """
    organisations = cluster.organisations(include=("present",))
    present = organisations["type"].isin(("anchor", "firm", "startup"))
    counted = float(present.sum())
    named = COUNTS | cluster.meta.get("counts", {})
    firms = _published(cluster.facts, named["firms"])
    jobs = _published(cluster.facts, named["jobs"])
    every = [counted, *firms["values"]] if counted else firms["values"]
    return {
        "firms": (min(every, default=np.nan), max(every, default=np.nan)),
        "jobs": (min(jobs["values"], default=np.nan), max(jobs["values"], default=np.nan)),
        "firms_as_of": firms["as_of"] or cluster.as_of,
        "jobs_as_of": jobs["as_of"],
        "source_ids": sorted(
            {*firms["sources"], *jobs["sources"], *organisations.loc[present, "source_id"]}
        ),
        "count_source_ids": sorted({*firms["sources"], *jobs["sources"]}),
    }


def _published(facts: pd.DataFrame, indicators: Sequence[str]) -> dict[str, Any]:
    """All values of the newest year in which any of the indicators is told."""
    rows = facts[facts["indicator"].isin(indicators) & facts["value"].notna()]
    if rows.empty:
        return {"values": [], "as_of": "", "sources": []}
    year = rows["as_of"].astype(str).str[:4]
    newest = rows[year == year.max()]
    return {
        "values": newest["value"].astype(float).tolist(),
        "as_of": str(newest["as_of"].max()),
        "sources": newest["source_id"].tolist(),
    }


def intensity(funds: pd.DataFrame, found: Mapping[str, Any]) -> pd.DataFrame:
    """Divide fund money by firms and by jobs.

    Parameters
    ----------
    funds : DataFrame
        Rows as in a cluster's funds table.
    found : mapping
        What `counts` returns.

    Returns
    -------
    DataFrame, indexed by measure
        As `invest.fund_intensity`; counts that nobody tells make it NaN with the reason.
    """
    firms, jobs = _known(found)
    return fund_intensity(funds, firms=firms, jobs=jobs)


def received(amount: float, found: Mapping[str, Any]) -> pd.DataFrame:
    """Divide money that firms of a cluster received by firms and by jobs.

    Parameters
    ----------
    amount : float
        Money received.
    found : mapping
        What `counts` returns.

    Returns
    -------
    DataFrame, indexed by measure
        As `invest.investment_intensity`; counts that nobody tells make it NaN with the reason.
    """
    firms, jobs = _known(found)
    return investment_intensity(amount, firms=firms, jobs=jobs)


def _known(found: Mapping[str, Any]) -> list[tuple[float, float]]:
    """Take what nobody tells as none, which gives the reason."""
    return [(0.0, 0.0) if np.isnan(found[name][0]) else found[name] for name in ("firms", "jobs")]
