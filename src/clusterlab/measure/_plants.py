"""Checked plants, and what each index of concentration needs to know of them."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from ._shares import FloatArray, ratio


@dataclass(frozen=True)
class Plants:
    """Plants as arrays: codes into the regions and industries, and workers."""

    regions: pd.Index
    industries: pd.Index
    region: npt.NDArray[np.intp]
    industry: npt.NDArray[np.intp]
    workers: FloatArray
    area: FloatArray  # share of each region in all jobs

    def table(self) -> FloatArray:
        """Workers by region and industry."""
        shape = (len(self.regions), len(self.industries))
        cell = self.region * shape[1] + self.industry
        flat = np.bincount(cell, weights=self.workers, minlength=shape[0] * shape[1])
        return np.asarray(flat.reshape(shape), dtype=np.float64)

    def by_industry(self, values: FloatArray) -> FloatArray:
        """Sum a value of each plant over the plants of each industry."""
        total = np.bincount(self.industry, weights=values, minlength=len(self.industries))
        return np.asarray(total, dtype=np.float64)

    def reasons(self) -> list[str]:
        """Code for each industry of why its index is undefined; empty where it is defined."""
        total, largest = self.by_industry(self.workers), np.zeros(len(self.industries))
        np.maximum.at(largest, self.industry, self.workers)
        codes = np.full(len(self.industries), "", dtype=object)
        codes[largest >= total * (1 - 1e-12)] = "one_plant"
        codes[total == 0] = "no_workers"
        if (self.area > 0).sum() < 2:
            codes[:] = "one_region"
        return [str(code) for code in codes]

    def size_shares(self) -> FloatArray:
        """Share of each plant in the workers of its industry."""
        return ratio(self.workers, self.by_industry(self.workers)[self.industry])


def read_plants(
    plants: pd.DataFrame, regions: Sequence[str] | pd.Index | pd.Series | None
) -> Plants:
    """Check a table of plants and the regions it is said to lie in.

    Parameters
    ----------
    plants : DataFrame
        One row for each plant, with the columns region, industry and employees.
    regions : sequence or Series, optional
        All regions, so that empty ones count; as a Series, all jobs in each, where the plants
        are not all there are. Without it, the regions and jobs of the plants.

    Raises
    ------
    ValueError
        A column is missing, a value is missing or negative, or a plant lies in a region that is
        not listed.
    """
    for name in ("region", "industry", "employees"):
        if name not in plants:
            raise ValueError(f"plants has no column {name!r}.")
        if plants[name].isna().any():
            row = plants.index[plants[name].isna()].tolist()[0]
            raise ValueError(f"plants must be known in full: {name} is missing in row {row!r}.")
    workers = pd.to_numeric(plants["employees"]).to_numpy(dtype=np.float64)
    if not (np.isfinite(workers) & (workers >= 0)).all():
        low = workers[~(np.isfinite(workers) & (workers >= 0))][0]
        raise ValueError(f"employees must be zero or more. One given is {low}.")
    industry, industries = pd.factorize(plants["industry"])
    if regions is None:
        region, names = pd.factorize(plants["region"])
    else:
        names = pd.Index(regions.index if isinstance(regions, pd.Series) else regions)
        if not names.is_unique:
            raise ValueError(
                f"regions lists {names[names.duplicated()].tolist()[0]!r} more than once."
            )
        region = names.get_indexer(pd.Index(plants["region"]))
        if (region < 0).any():
            stray = plants["region"].iloc[int(np.flatnonzero(region < 0)[0])]
            raise ValueError(f"regions must list every region; a plant lies in {stray!r}.")
    if isinstance(regions, pd.Series):
        jobs = pd.to_numeric(regions).to_numpy(dtype=np.float64)
        if not (np.isfinite(jobs) & (jobs >= 0)).all():
            raise ValueError(f"regions must hold jobs of zero or more. One given is {jobs.min()}.")
    else:
        jobs = np.bincount(region, weights=workers, minlength=len(names))
    return Plants(
        regions=pd.Index(names, name="region"),
        industries=pd.Index(industries, name="industry"),
        region=np.asarray(region, dtype=np.intp),
        industry=np.asarray(industry, dtype=np.intp),
        workers=workers,
        area=ratio(jobs, jobs.sum()),
    )
