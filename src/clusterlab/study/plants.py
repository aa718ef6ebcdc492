"""Asks of a table of plants which industries concentrate beyond what plant sizes give."""

import pandas as pd

from ..measure.ellison_glaeser import ellison_glaeser
from ..measure.maurel_sedillot import maurel_sedillot
from ..model.finding import Column, Finding, Table, finding
from ..model.reason import Reason
from ..model.said import said
from .points import Study


def by_industry(plants: pd.DataFrame, *, minimum: int) -> pd.DataFrame:
    """Give plant-level concentration over the regions of a table of plants.

    Parameters
    ----------
    plants : DataFrame
        region, industry, employees; plants without known jobs are left out.
    minimum : int
        Plants that an industry needs to be shown.

    Returns
    -------
    DataFrame, indexed by `industry`
        plants, employees, ellison_glaeser, maurel_sedillot [-], z, reason.
    """
    known = plants[plants["employees"].notna()]
    first, second = ellison_glaeser(known), maurel_sedillot(known)
    found = first[["plants", "employees", "z"]].assign(
        ellison_glaeser=first["gamma"],
        maurel_sedillot=second["gamma"],
        reason=first["reason"],
    )
    found.index.name = "industry"
    enough = found[found["plants"] >= minimum]
    return enough.sort_values("ellison_glaeser", ascending=False, kind="stable")


@finding("plants.concentration")
def concentration(study: Study, *, minimum: int) -> Finding | Reason:
    """Give plant-level concentration by industry, where plants are given.

    Parameters
    ----------
    study : Study
        Its plants are looked at.
    minimum : int
        Plants that an industry needs to be shown.

    Returns
    -------
    Finding
        Its data are those of `by_industry`; ``no_plants`` where no file was given.
    """
    if study.plants is None:
        return Reason("no_plants")
    found = by_industry(study.plants, minimum=minimum)
    return Finding(
        data=found,
        sources=[study.points],
        said=[said("read_plant_concentration")],
        tables=[Table(caption="plant_concentration")],
        columns=[
            Column(measure=name, values=found[name], n=found["plants"], reason=found["reason"])
            for name in ("ellison_glaeser", "maurel_sedillot")
        ],
    )
