"""Tables of a siting report as a reader sees them: plots by zone, rules, criteria, ranks."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from ..siting.criteria import Criterion
from . import wording
from .numbers import written


def by_zone(parcels: pd.DataFrame, *, lang: str, max_uncertainty_m: float) -> pd.DataFrame:
    """Count, for each zone, the plots and what is known of them.

    Parameters
    ----------
    parcels : DataFrame
        The cluster's table.
    lang : str
        Language of the zone's name.
    max_uncertainty_m : float
        What "placed" means [m].

    Returns
    -------
    DataFrame, indexed by `zone`
        plots, placed, area_known, far_known, industries_known: numbers of plots; floor_built_m2:
        their sum; far_pct: limit, as a range where sources differ.
    """
    plots = parcels[parcels["kind"].fillna("plot") == "plot"]
    names = plots["zone_en"].fillna(plots["zone"]) if lang == "en" else plots["zone"]
    rows = []
    for zone, group in plots.groupby(names, sort=False):
        close = group.geometry.notna() & (group["uncertainty_m"] <= max_uncertainty_m)
        far = pd.concat([group["far_limit_pct"], group["far_limit_high_pct"]]).dropna()
        ends = "" if far.empty else "–".join(f"{v:g}" for v in sorted({far.min(), far.max()}))
        rows.append(
            {
                "zone": zone,
                "plots": len(group),
                "placed": int(close.sum()),
                "area_known": int(group["area_m2"].notna().sum()),
                "industries_known": int(group["allowed_industries"].notna().sum()),
                "far_limits": ends or None,
                "floor_built_m2": group["floor_built_m2"].sum(min_count=1),
            }
        )
    columns = ["plots", "placed", "area_known", "industries_known", "far_limits", "floor_built_m2"]
    table = pd.DataFrame(rows, columns=["zone", *columns]).set_index("zone")
    return table.sort_values("plots", ascending=False, kind="stable")


def plot_list(candidates: pd.DataFrame, *, lang: str) -> pd.DataFrame:
    """List plots and sites one by one, those of which most is known first.

    Parameters
    ----------
    candidates : DataFrame
        Parcels, or candidates made of them.
    lang : str
        Language of names.

    Returns
    -------
    DataFrame, indexed by `name`
        plot_kind, zone, plot_use, area_m2, far_limits, price_m2, price_as_of, uncertainty_m,
        as_of, confidence, source_id.
    """
    table = pd.DataFrame(candidates).copy()
    table.attrs = {}
    first, other = (f"name_{lang}", "name_en" if lang == "ko" else "name_ko")
    far = table["far_limit_pct"].map(lambda v: f"{v:g}", na_action="ignore")
    high = table["far_limit_high_pct"].map(lambda v: f"–{v:g}", na_action="ignore").fillna("")
    zone = table["zone_en"].fillna(table["zone"]) if lang == "en" else table["zone"]
    out = pd.DataFrame(
        {
            "name": table[first].fillna(table[other]),
            "plot_kind": [wording.label("plot_kind", kind, lang) for kind in table["kind"]],
            "zone": zone,
            "plot_use": [wording.label("plot_use", use, lang) for use in table["use_status"]],
            "area_m2": table["area_m2"],
            "far_limits": far + high,
            "price_m2": table["price_m2"],
            "price_as_of": table["price_as_of"],
            "uncertainty_m": table["uncertainty_m"],
            "as_of": table["as_of"],
            "confidence": table["confidence"],
            "source_id": table["source_id"],
        }
    )
    known = out[["area_m2", "price_m2", "uncertainty_m"]].notna().sum(axis="columns")
    return out.loc[known.sort_values(ascending=False, kind="stable").index].set_index("name")


def rule_name(rule: str, *, lang: str) -> str:
    """Name a rule of the screen for a reader.

    >>> rule_name("at_most:station_m", lang="en")
    'Nearest station (m): at most the limit'
    """
    kind, _, criterion = rule.partition(":")
    if not criterion:
        return wording.label("rule", rule, lang)
    return wording.say(f"rule.{kind}", lang, criterion=wording.label("criterion", criterion, lang))


def rules(screened: pd.DataFrame, *, lang: str) -> pd.DataFrame:
    """Say of each rule how many candidates it leaves out.

    Parameters
    ----------
    screened : DataFrame
        As `sites.screened` returns it.
    lang : str
        Language of the names.

    Returns
    -------
    DataFrame, indexed by `rule`
        excluded: candidates that break it; only_this: those that break no other; not_known: those
        whose cell is empty.
    """
    alone = screened["excluded_by"]
    rows = [
        {
            "rule": rule_name(rule, lang=lang),
            "excluded": number,
            "only_this": int((alone == rule).sum()),
            "not_known": screened.attrs["unknown"][rule],
        }
        for rule, number in screened.attrs["excluded"].items()
    ]
    columns = ["rule", "excluded", "only_this", "not_known"]
    return pd.DataFrame(rows, columns=columns).set_index("rule")


def left_out(screened: pd.DataFrame, candidates: pd.DataFrame, *, lang: str) -> pd.DataFrame:
    """List the candidates that are left out, with the rules that they break.

    Parameters
    ----------
    screened, candidates : DataFrame
        As `sites.screened` and `sites.candidate_table` return them.
    lang : str
        Language of the names.

    Returns
    -------
    DataFrame, indexed by `name`
        broken: the rules.
    """
    out = screened[~screened["passes"]]
    broken = [
        ", ".join(rule_name(rule, lang=lang) for rule in text.split("; "))
        for text in out["excluded_by"]
    ]
    names = candidates["name"].reindex(out.index)
    return pd.DataFrame({"name": names.to_numpy(), "broken": broken}).set_index("name")


def criteria(
    matrix: pd.DataFrame,
    weights: pd.Series,
    *,
    criteria: Sequence[Criterion],
    uncertainty: pd.DataFrame,
    lang: str,
) -> pd.DataFrame:
    """Lay out the criteria: how each counts, its weight, its values and how sure they are.

    Parameters
    ----------
    matrix : DataFrame, shape (candidates, criteria)
        Values, those not known missing.
    weights : Series
        By criterion.
    criteria : sequence of Criterion
        In the order of the columns.
    uncertainty : DataFrame
        Standard deviations of the values.
    lang : str
        Language of the names.

    Returns
    -------
    DataFrame, indexed by `criterion`
        direction, weight_share [-], known (candidates), low, median, high, typical_sd: in the unit
        of the criterion, which stands with its name.
    """
    rows = []
    for one in criteria:
        values = matrix[one.name].dropna()
        sd = uncertainty.loc[matrix.index, one.name]
        rows.append(
            {
                "criterion": wording.label("criterion", one.name, lang),
                "direction": direction(one, lang=lang),
                "weight_share": float(weights[one.name]),
                "known": len(values),
                "low": written(values.min()),
                "median": written(values.median()),
                "high": written(values.max()),
                "typical_sd": written(float(sd.median())),
            }
        )
    return pd.DataFrame(rows).set_index("criterion")


def direction(one: Criterion, *, lang: str) -> str:
    """Say how a criterion counts.

    >>> direction(Criterion(name="price_m2", direction="cost"), lang="en")
    'less is better'
    """
    if one.direction == "target":
        return wording.say("direction.target", lang, target=one.target)
    return wording.label("direction", one.direction, lang)


def reasons(given: Mapping[str, Mapping[str, Any]], *, lang: str) -> pd.DataFrame:
    """List the criteria that are not measured, and why.

    Parameters
    ----------
    given : mapping
        Reasons by criterion, as in ``attrs["reasons"]`` of the matrix.
    lang : str
        Language of the names.

    Returns
    -------
    DataFrame, indexed by `criterion`
        why.
    """
    rows = []
    for name, reason in given.items():
        values = dict(reason)
        if "criterion" in values:
            values["criterion"] = wording.label("criterion", values["criterion"], lang)
        rows.append(
            {
                "criterion": wording.label("criterion", name, lang),
                "why": wording.reason(values, lang),
            }
        )
    return pd.DataFrame(rows, columns=["criterion", "why"]).set_index("criterion")


def ranks(
    ranked: pd.DataFrame, candidates: pd.DataFrame, *, lang: str, methods: pd.DataFrame
) -> pd.DataFrame:
    """Lay out the first candidates, with how firmly each holds and what other methods say.

    Parameters
    ----------
    ranked : DataFrame
        As `site_ranking.ranking` returns it.
    candidates : DataFrame
        name, uncertainty_m, and use_status where known.
    lang : str
        Language of the names.
    methods : DataFrame
        As `site_ranking.by_method` returns it.

    Returns
    -------
    DataFrame, indexed by `name`
        rank, score, top_share, first_share, rank_low, rank_high, band, topsis_rank,
        product_rank, plot_use, uncertainty_m, source_id.
    """
    here = candidates.loc[ranked.index]
    out = ranked[["rank", "score", "top_share", "first_share", "rank_low", "rank_high"]].copy()
    out.attrs = {}
    out["band"] = [wording.label("band", name, lang) for name in ranked["band"]]
    for column, method in {"topsis_rank": "topsis", "product_rank": "weighted_product"}.items():
        if method in methods:
            out[column] = methods[method].reindex(out.index).astype("float64")
    if "use_status" in here and here["use_status"].notna().any():
        out["plot_use"] = [wording.label("plot_use", use, lang) for use in here["use_status"]]
    out["uncertainty_m"] = pd.to_numeric(here["uncertainty_m"])
    out["source_id"] = here["source_id"]
    out.index = pd.Index(here["name"], name="name")
    return out


def decisions(pairs: pd.DataFrame, candidates: pd.DataFrame, *, lang: str) -> pd.DataFrame:
    """Say what puts each candidate before the next.

    Parameters
    ----------
    pairs : DataFrame
        As `siting.pair_decisions` returns it.
    candidates : DataFrame
        With name.
    lang : str
        Language of the names.

    Returns
    -------
    DataFrame
        upper, lower, margin, criterion, weight_share, tie_share (its weight at which the two tie).
    """
    return pd.DataFrame(
        {
            "upper": candidates["name"].reindex(pairs["upper"]).to_numpy(),
            "lower": candidates["name"].reindex(pairs["lower"]).to_numpy(),
            "margin": pairs["margin"].round(4).to_numpy(),
            "criterion": [
                None if pd.isna(name) else wording.label("criterion", name, lang)
                for name in pairs["criterion"]
            ],
            "weight_share": pairs["weight"].to_numpy(),
            "tie_share": pairs["weight_at_tie"].to_numpy(),
        }
    ).set_index("upper")
