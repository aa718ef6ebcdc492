"""Asks of each sector whether its firms stand closer together than firms in general."""

from collections.abc import Sequence

import geopandas as gpd
import pandas as pd

from ..measure.k_density import k_density


def clustering_by_sector(
    firms: gpd.GeoDataFrame,
    *,
    distances_m: Sequence[float],
    minimum: int,
    simulations: int,
    seed: int,
) -> tuple[pd.DataFrame, dict[str, pd.DataFrame]]:
    """Compute K-density for every sector with enough firms, against all firms as sites.

    Parameters
    ----------
    firms : GeoDataFrame
        Points in metres with a column sector; those of unknown sector are sites only.
    distances_m : sequence of float
        Distances [m].
    minimum : int
        Firms that a sector needs.
    simulations, seed : int
        Draws of the null model, and their seed.

    Returns
    -------
    summary : DataFrame, indexed by `sector`
        firms; concentrated_from_m, concentrated_to_m: the first stretch of distances over which K
        lies above the global band [m], NaN where it never does; reason: a mapping where K is
        undefined.
    curves : dict of str to DataFrame
        What `measure.k_density` returns, for each sector where it is defined.
    """
    typed = firms.assign(type=firms["sector"])
    counts = firms.loc[firms["sector"] != "unknown", "sector"].value_counts()
    rows, curves = [], {}
    for sector in sorted(counts.index, key=lambda name: (-counts[name], name)):
        row: dict[str, object] = {"sector": sector, "firms": int(counts[sector]), "reason": None}
        if counts[sector] < minimum:
            code = {"code": "too_few_points", "n": int(counts[sector]), "minimum": minimum}
            rows.append(row | {"reason": code})
            continue
        curve = k_density(
            typed, distances_m=distances_m, of=sector, simulations=simulations, seed=seed
        )
        if curve.attrs.get("reason"):
            rows.append(row | {"reason": curve.attrs["reason"]})
            continue
        curves[sector] = curve
        rows.append(row | _reach(curve))
    columns = ["sector", "firms", "concentrated_from_m", "concentrated_to_m", "reason"]
    return pd.DataFrame(rows, columns=columns).set_index("sector"), curves


def _reach(curve: pd.DataFrame) -> dict[str, object]:
    """Find the first stretch of distances over which K lies above the global band."""
    if "global_high" not in curve or not (curve["observed"] > curve["global_high"]).any():
        return {}
    above = (curve["observed"] > curve["global_high"]).to_numpy()
    distances = curve.index.to_numpy(dtype=float)
    start = int(above.argmax())
    length = len(above) - start if above[start:].all() else int(above[start:].argmin())
    return {
        "concentrated_from_m": distances[start],
        "concentrated_to_m": distances[start + length - 1],
    }
