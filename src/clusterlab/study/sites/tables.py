"""Tables of a siting report as a reader sees them: rules, criteria, ranks, what decides."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from ...model.numbers import written
from ...siting.criteria import Criterion
from ...words import wording


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
            "margin": [f"{value:.4f}" for value in pairs["margin"]],
            "criterion": [
                None if pd.isna(name) else wording.label("criterion", name, lang)
                for name in pairs["criterion"]
            ],
            "weight_share": pairs["weight"].to_numpy(),
            "tie_share": pairs["weight_at_tie"].to_numpy(),
        }
    ).set_index("upper")
