"""Asks what land is worth to whoever builds on it: site by site, with what moves the result."""

from typing import Any

import pandas as pd

from ...invest.site_terms import site_terms
from ...model.finding import Chart, Column, Finding, Number, Table, finding
from ...model.numbers import rough
from ...model.reason import Reason
from ...model.said import Amount, Label, Named, Word, caution, said
from ..money.units import named, ratio, readable, unit_of
from . import appraisal as tables
from .notes import NAMES, name_of, table_of


def land_values(cluster: Any, *, draws: int, seed: int) -> list[Finding]:
    """Appraise each site of a cluster whose terms allow it.

    Parameters
    ----------
    cluster : Cluster
        Its appraisal terms are taken.
    draws, seed : int
        Of the Monte Carlo.

    Returns
    -------
    list of Finding
        One for each site, the caution on all of them with the last; ``no_sites`` where none can
        be appraised.
    """
    sites = tables.site_list(cluster.appraisal_terms)
    private = sites.index[sites["private"].astype(bool)]
    if private.empty:
        return [Finding(id="sites.land_value", reason=Reason("no_sites"))]
    found = [land_value(cluster, site, draws=draws, seed=seed) for site in private]
    return [*found, Finding(id="sites.assumed", cautions=[caution("site_assumed")])]


@finding("sites.land_value")
def land_value(cluster: Any, site_id: str, *, draws: int, seed: int) -> Finding:
    """Appraise one site: what its land can bear, and the net present value of building on it.

    Parameters
    ----------
    cluster : Cluster
        Its appraisal terms and its units of money are taken.
    site_id : str
        The site.
    draws, seed : int
        Of the Monte Carlo.

    Returns
    -------
    Finding
        Its data are the base case of `appraisal.appraised`.
    """
    sites = tables.site_list(cluster.appraisal_terms)
    terms = tables.terms_of(cluster.appraisal_terms, site_id, currency=cluster.currency)
    done = tables.appraised(terms, draws=draws, seed=seed)
    name, unit = name_of(sites, site_id), unit_of(cluster)
    return Finding(
        data=done["base"],
        sources=list(terms["source_id"]),
        scope=site_id,
        said=[
            *_base_case(done, terms, name, cluster.currency),
            said("site"),
            *_moved(done, terms, unit),
        ],
        charts=_charts(done, name, unit),
        numbers=_numbers(done, cluster.currency, unit),
        tables=[
            table_of(
                terms,
                "site_terms",
                columns=["low", "mode", "high", "unit", "basis", "confidence"],
                name=name,
            ),
            *_ranks(terms),
        ],
        columns=[
            Column(
                measure=f"site_{short}_base",
                values=done["base"].loc[[measure], "value"].set_axis([site_id]),
                unit=of,
                reason=Reason(done["base"].loc[measure, "reason"] or "no_data"),
            )
            for measure, short, of in (
                ("npv", "npv", cluster.currency),
                ("land_value_m2", "land_value", f"{cluster.currency}/m2"),
                ("irr", "irr", "1"),
            )
        ],
    )


def _numbers(done: dict[str, Any], currency: str, unit: str) -> list[Number]:
    """Take the 90 % range of the draws, and how many of them end in a loss."""
    ends, factor = done["quantiles"], ratio(currency, unit)
    return [
        Number(
            measure="site_land_value",
            value=ends.loc[0.95, "land_value_m2"],
            low=ends.loc[0.05, "land_value_m2"],
            unit=f"{currency}/m2",
            how="rough",
        ),
        Number(
            measure="site_npv",
            value=ends.loc[0.95, "npv"] * factor,
            low=ends.loc[0.05, "npv"] * factor,
            unit=unit,
            how="rough",
        ),
        Number(
            measure="site_loss",
            value=done["draws"].attrs["loss_probability"],
            unit="1",
            how="percent",
            n=len(done["draws"]),
        ),
    ]


def _base_case(done: dict[str, Any], terms: pd.DataFrame, name: Named, currency: str) -> list[Any]:
    """Say what the likeliest terms give: land value, net present value and rate of return."""
    base, ends = done["base"]["value"], done["quantiles"]
    each = f"{currency}/m2"
    asked = terms["mode"].get("land_price_m2", 0.0)
    found: list[Any] = [
        said(
            "site_base",
            name=name,
            land=Amount(_rough(ends, "land_value_m2"), each),
            asked=Amount(asked, each),
            npv=Amount(_rough(ends, "npv"), currency),
        )
    ]
    if asked == 0:
        found.append(said("site_land_within"))
    elif base["land_value_m2"] < 0:
        found.append(said("site_negative"))
    ask = terms["mode"]["discount_rate_pct"] / 100
    none = Reason(done["base"]["reason"]["irr"] or "no_data", what="irr")
    found.append(none if pd.isna(base["irr"]) else said("site_irr", irr=base["irr"], ask=ask))
    return found


def _rough(ends: pd.DataFrame, name: str) -> tuple[float, float]:
    """Give the range of 90 % of the draws in two digits, all that assumed terms carry."""
    found = ends[name].to_dict()
    return rough(float(found[0.05])), rough(float(found[0.95]))


def _moved(done: dict[str, Any], terms: pd.DataFrame, unit: str) -> list[Any]:
    """Say which term moves the result most, and which price would break even."""
    price, swings = done["price"], done["tornado"]
    currency = terms["unit"][price].partition("/")[0]
    found: list[Any] = []
    if len(swings):
        found.append(
            said(
                "site_tornado",
                first=Label("term", swings.index[0]),
                swing=Amount(rough(swings["swing"].iloc[0] * ratio(currency, unit)), unit),
            )
        )
    if not done["break_even"]:
        return [*found, Reason("no_break_even")]
    return [
        *found,
        said(
            "site_break_even",
            term=Label("term", price),
            value=Amount(done["break_even"][0], terms["unit"][price]),
            now=Amount(terms["mode"][price], terms["unit"][price]),
        ),
    ]


def _charts(done: dict[str, Any], name: Named, unit: str) -> list[Chart]:
    """Draw the draws, what moves them, and the price that breaks even over the building cost."""
    units = site_terms()["unit"]
    currency = unit.split()[-1]
    factor, price = ratio(currency, unit), done["price"]
    npv = Word("axis.npv", {"unit": named(unit)})
    median = done["quantiles"].loc[0.5, "npv"] * factor
    curve = done["curve"]["y"]
    across, cost = readable(float(curve.index.max()), f"{currency}/m2", like=unit)
    per = str(units[price]).partition("/")[2]
    up, priced = readable(float(curve.max()), f"{currency}/{per}", like=unit)
    return [
        Chart(
            "spread",
            done["draws"]["npv"] * factor,
            caption="site_draws",
            values={"name": name, "draws": len(done["draws"])},
            options={"unit": npv, "marks": {Label("band", "median"): median}},
        ),
        Chart(
            "swings",
            done["tornado"][["at_low", "at_high"]] * factor,
            caption="site_tornado",
            values={"name": name},
            options={
                "base": done["tornado"].attrs["base"] * factor,
                "unit": npv,
                "at_low": Word("swing.low"),
                "at_high": Word("swing.high"),
            },
            names="term",
        ),
        Chart(
            "year_lines",
            (curve * up).set_axis(curve.index * across).to_frame(),
            caption="site_curve",
            values={"name": name, "term": Label("term", price)},
            options={
                "names": {"y": Label("term", price)},
                "unit": Word(f"axis.{price}", {"unit": named(priced)}),
                "x": Word("axis.construction_cost_m2", {"unit": named(cost)}),
            },
        ),
    ]


def _ranks(terms: pd.DataFrame) -> list[Table]:
    ranks = tables.assumed_ranks(terms)
    if ranks.empty:
        return []
    return [Table(ranks.set_index("term"), "appraisal_ranks", folded=True, names=NAMES)]
