"""Asks how many of the firms were founded here and how many moved in."""

from typing import Any

import pandas as pd

from ...measure.list_coverage import list_coverage
from ...model.finding import Finding, finding
from ...model.reason import Reason
from ...model.said import said

MINIMUM = 10
LEVEL = 0.9
ORIGINS = ("founded", "moved")


@finding("opening.movers")
def movers(cluster: Any) -> Finding | Reason:
    """Say which share of the firms whose origin is known began here.

    Parameters
    ----------
    cluster : Cluster
        The column ``origin`` of its firms says ``founded`` or ``moved``; where since alone is
        known nothing is told, since a date of arrival is none of foundation.
    """
    firms = cluster.firms
    firms = firms[(firms["status"] == "present") & firms["same_as"].isna()]
    known = firms["origin"] if "origin" in firms else pd.Series(None, index=firms.index)
    known = known[known.isin(ORIGINS)]
    if len(known) < MINIMUM:
        return Reason(
            "origin_unknown",
            known=len(known),
            listed=len(firms),
            since=int(firms["since"].notna().sum()),
            minimum=MINIMUM,
        )
    began = int((known == ORIGINS[0]).sum())
    row = list_coverage(pd.Series([began]), pd.Series([len(known)]), level=LEVEL).iloc[0]
    return Finding(
        data=float(row["coverage"]),
        unit="1",
        n=len(known),
        level=LEVEL,
        sources=firms.loc[known.index],
        as_of=str(cluster.meta.get("as_of", "")),
        said=[
            said(
                "movers",
                founded=began,
                known=len(known),
                listed=len(firms),
                share=row["coverage"],
                range=(row["low"], row["high"]),
            )
        ],
        matters=0.8,
    )
