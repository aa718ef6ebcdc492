"""Whether other methods and other weights give the same order."""

from collections.abc import Iterator

import pandas as pd

from ...model.finding import Column, Finding, Table, finding
from ...model.reason import Reason
from ...model.said import Label, Said, Word, said
from ...siting.ahp_weights import ahp_weights
from ...siting.rank import rank
from .compared import Ranked
from .ranking import other_weights, pairwise_table, unjudged


@finding("sites.methods")
def methods(ranked: Ranked) -> Finding:
    """Say how far other methods agree with the weighted sum, under the same weights.

    Parameters
    ----------
    ranked : Ranked
        A ranking.

    Returns
    -------
    Finding
        Its data are the ranks by each method.
    """
    found = ranked.methods
    agreement = pd.Series(found.attrs["agreement"], dtype="float64")
    return Finding(
        data=found,
        sources=ranked.compared.sources,
        said=[*_agreement(ranked, agreement), *map(_named, found.attrs["reasons"].values())],
        columns=[Column(measure="kendall_tau", values=agreement)],
    )


def _agreement(ranked: Ranked, agreement: "pd.Series[float]") -> Iterator[Said]:
    found, top = ranked.methods, len(ranked.leaders)
    shared = len(set.intersection(*[set(found.index[found[name] <= top]) for name in found]))
    if "topsis" not in agreement:
        return
    if not shared:
        yield said("methods_agree_none", top=top)
    elif "weighted_product" in agreement:
        yield said("methods_agree", top=top, shared=shared)
    else:
        yield said("method_topsis", top=top, shared=shared)


@finding("sites.other_weights")
def weights(ranked: Ranked) -> Finding:
    """Say which site leads under weights from the data and from a planner's judgements.

    Parameters
    ----------
    ranked : Ranked
        A ranking.

    Returns
    -------
    Finding
        Its data are indexed by criterion: the weights of the ranking (own_share or equal_share),
        entropy_share and ahp_share, where there are such.
    """
    own = "own_share" if ranked.compared.asked.weights else "equal_share"
    parts: list[Said | Reason] = []
    shares = {own: ranked.weights}
    for column, (found, told) in {
        "entropy_share": _entropy(ranked),
        "ahp_share": _judged(ranked),
    }.items():
        parts.append(told)
        if found is not None:
            shares[column] = found
    table = pd.DataFrame(shares).rename_axis("criterion")
    return Finding(
        data=table,
        sources=ranked.compared.sources,
        said=parts,
        tables=[Table(caption="other_weights", rows=30, names={"criterion": "criterion"})],
    )


def _entropy(ranked: Ranked) -> "tuple[pd.Series[float] | None, Said | Reason]":
    found = other_weights(ranked.matrix)
    if isinstance(found, Reason):
        return None, _named(found)
    criterion, share = Label("criterion", found.idxmax()), found.max()
    name = _leader(ranked, found)
    return found, said("entropy_order", name=name, criterion=criterion, share=share)


def _judged(ranked: Ranked) -> "tuple[pd.Series[float] | None, Said | Reason]":
    text = ranked.compared.asked.ahp
    if not text:
        return None, Reason("ahp_not_given")
    table = pairwise_table(text, list(ranked.matrix.columns))
    missing = unjudged(table)
    if missing:
        first, second = (Label("criterion", name) for name in missing[0])
        return None, Reason("ahp_pair_missing", missing=len(missing), first=first, second=second)
    found = ahp_weights(table)
    verdict = Word("ahp_consistent")
    if not found.attrs["consistent"]:
        first, second = (Label("criterion", name) for name in found.attrs["least_consistent"])
        verdict = Word("ahp_inconsistent", {"first": first, "second": second})
    ratio = found.attrs["consistency_ratio"]
    return found, said("ahp_result", name=_leader(ranked, found), ratio=ratio, verdict=verdict)


def _leader(ranked: Ranked, weights: "pd.Series[float]") -> object:
    order = rank(ranked.matrix, ranked.compared.criteria, weights=weights)
    return ranked.name(order["rank"].idxmin())


def _named(why: Reason) -> Reason:
    """Let the criterion that a reason speaks of be named late."""
    values = {k: Label(k, v) if k == "criterion" else v for k, v in why.items() if k != "code"}
    return Reason(why.code, **values)
