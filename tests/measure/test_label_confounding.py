"""How far labels and strata coincide, beside scipy, loops and cases whose answer is plain."""

import numpy as np
import pandas as pd
import pytest
from scipy.stats import chi2_contingency, entropy

from clusterlab.measure import label_confounding


def drawn(n: int, *, bound: float, seed: int) -> tuple[pd.Series, pd.Series]:
    random = np.random.default_rng(seed)
    label = random.choice(["a", "b", "c"], n)
    stratum = np.where(random.random(n) < bound, label, random.choice(["a", "b", "c", "d"], n))
    return pd.Series(label), pd.Series(stratum)


def test_both_measures_are_those_of_a_peer_and_of_the_definition():
    label, stratum = drawn(300, bound=0.4, seed=1)
    found = label_confounding(label, stratum)
    table = pd.crosstab(label, stratum).to_numpy()
    n, (r, k) = table.sum(), table.shape
    phi = chi2_contingency(table, correction=False).statistic / n
    phi = max(0, phi - (r - 1) * (k - 1) / (n - 1))
    least = min(r - (r - 1) ** 2 / (n - 1), k - (k - 1) ** 2 / (n - 1)) - 1
    assert found.attrs["cramers_v"] == pytest.approx(np.sqrt(phi / least))
    given = sum(table[:, j].sum() / n * entropy(table[:, j]) for j in range(k))
    assert found.attrs["theils_u"] == pytest.approx(1 - given / entropy(table.sum(axis=1)))
    one = pd.crosstab(label == "b", stratum).to_numpy()
    given = sum(one[:, j].sum() / n * entropy(one[:, j]) for j in range(k))
    assert found.loc["b", "theils_u"] == pytest.approx(1 - given / entropy(one.sum(axis=1)))


def test_rows_are_counted_as_one_would_by_hand():
    label, stratum = drawn(60, bound=0.7, seed=3)
    found = label_confounding(label, stratum)
    for name in "abc":
        own = [s for x, s in zip(label, stratum, strict=True) if x == name]
        others = {s for x, s in zip(label, stratum, strict=True) if x != name}
        assert found.loc[name, "fixed"] == sum(s not in others for s in own)
        assert found.loc[name, "movable"] == sum(s in others for s in own)
        mixed = {s for s in own if s in others}
        assert found.loc[name, "exchangeable"] == sum(s in mixed for s in stratum)
        kept = {s: own.count(s) ** 2 / (stratum == s).sum() for s in set(own)}
        assert kept[found.loc[name, "stratum"]] == max(kept.values())


def test_bound_and_free_labels_lie_at_the_ends_of_the_scale():
    label, _ = drawn(200, bound=0, seed=2)
    same = label_confounding(label, label)
    # The correction takes 1/n from the whole and from its most alike only where r = k.
    assert same["cramers_v"].between(0.99, 1).all()
    assert same["theils_u"].tolist() == pytest.approx([1, 1, 1])
    assert same["movable"].tolist() == [0, 0, 0]
    values = [
        label_confounding(*drawn(400, bound=0, seed=seed)).attrs["cramers_v"] for seed in range(50)
    ]
    assert np.mean(values) < 0.05


def test_one_label_or_one_stratum_has_no_association():
    one = pd.Series(["a"] * 5)
    found = label_confounding(one, pd.Series(list("xxyyy")))
    assert found[["cramers_v", "theils_u"]].isna().all(axis=None)
    found = label_confounding(pd.Series(list("aabbb")), one)
    assert found["cramers_v"].isna().all()
    assert found["theils_u"].tolist() == pytest.approx([0, 0])
    assert found["exchangeable"].tolist() == [5, 5]


def test_what_is_not_known_or_not_beside_is_refused():
    with pytest.raises(ValueError, match=r"strata must be known for every row\. 1 are not"):
        label_confounding(pd.Series(["a", "b"]), pd.Series(["x", None]))
    with pytest.raises(ValueError, match="same index"):
        label_confounding(pd.Series(["a", "b"]), pd.Series(["x", "y"], index=[1, 0]))
