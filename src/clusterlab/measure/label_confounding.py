"""How far labels coincide with strata: what an exchange within strata can still tell apart."""

import numpy as np
import pandas as pd

from ._validation import Floats


def label_confounding(labels: pd.Series, strata: pd.Series) -> pd.DataFrame:
    r"""Say of each label how far it coincides with strata, and how many rows can be exchanged.

    .. math:: V = \sqrt{\frac{\tilde\varphi^2}{\min(\tilde k, \tilde r) - 1}}, \quad
              \tilde\varphi^2 = \max\left(0, \frac{\chi^2}{n} - \frac{(k - 1)(r - 1)}{n - 1}\right),
              \quad \tilde k = k - \frac{(k - 1)^2}{n - 1}, \qquad
              U = 1 - \frac{H(\text{label} \mid \text{stratum})}{H(\text{label})}

    of the table of a label against all others (r = 2) by k strata; k̃ and r̃ alike.

    Parameters
    ----------
    labels : Series, shape (n,)
        What would be exchanged, such as the field of each firm.
    strata : Series, shape (n,)
        Within what, such as the source of each record; row by row beside `labels`, with the same
        index.

    Returns
    -------
    DataFrame, indexed by label
        n: rows of the label; stratum: the one that holds most of it in place (highest n_s² / N_s);
        in_stratum, of_stratum: rows of the label there, and rows there in all; fixed: rows in
        strata that hold this label alone, which no exchange moves; movable: the others;
        exchangeable: rows of any label in the strata of those; cramers_v: bias-corrected, 0 to 1
        [-]; theils_u: share of the label's entropy that the strata explain, 0 to 1 [-]. Both are
        NaN where there is but one label, and V also where there is but one stratum.
        `attrs`: n, strata, and cramers_v and theils_u of all labels at once.

    Notes
    -----
    A test by exchange within strata is exact however strongly label and stratum are bound; it
    loses power, and speaks of the movable rows alone. These numbers say how much is left. U rises
    with the number of strata even where nothing is bound, so V is the one to hold against a limit.

    References
    ----------
    Bergsma (2013), Journal of the Korean Statistical Society 42: 323-328. Theil (1970), American
    Journal of Sociology 76: 103-154.

    Examples
    --------
    >>> field = pd.Series(["ict", "ict", "ict", "ict", "bio", "bio"])
    >>> source = pd.Series(["list", "list", "list", "register", "register", "register"])
    >>> found = label_confounding(field, source)
    >>> found.loc["ict", ["n", "in_stratum", "fixed", "movable", "exchangeable"]].to_dict()
    {'n': 4, 'in_stratum': 3, 'fixed': 3, 'movable': 1, 'exchangeable': 3}
    """
    if not labels.index.equals(strata.index):
        raise ValueError("labels and strata must have the same index.")
    for name, values in (("labels", labels), ("strata", strata)):
        missing = int(values.isna().sum())
        if missing:
            raise ValueError(f"{name} must be known for every row. {missing} are not.")
    counts = pd.crosstab(labels.to_numpy(), strata.to_numpy())
    table = counts.to_numpy(dtype=np.float64)
    size = table.sum(axis=0)
    rows = []
    for own in table:
        kept = np.divide(own**2, size, out=np.zeros_like(own), where=size > 0)
        at = int(kept.argmax())
        alone = (own == size) & (own > 0)
        mixed = (own > 0) & ~alone
        both = np.vstack([own, size - own])
        rows.append(
            {
                "n": int(own.sum()),
                "stratum": counts.columns[at],
                "in_stratum": int(own[at]),
                "of_stratum": int(size[at]),
                "fixed": int(own[alone].sum()),
                "movable": int(own[mixed].sum()),
                "exchangeable": int(size[mixed].sum()),
                "cramers_v": _cramers_v(both),
                "theils_u": _theils_u(both),
            }
        )
    columns = [
        *("n", "stratum", "in_stratum", "of_stratum", "fixed", "movable", "exchangeable"),
        *("cramers_v", "theils_u"),
    ]
    found = pd.DataFrame(rows, columns=columns, index=pd.Index(counts.index, name="label"))
    found.attrs = {
        "n": len(labels),
        "strata": table.shape[1],
        "cramers_v": _cramers_v(table),
        "theils_u": _theils_u(table),
    }
    return found


def _cramers_v(table: Floats) -> float:
    """Association of the rows and columns of a table of counts, corrected for its bias."""
    table = table[table.sum(axis=1) > 0]
    n, (r, k) = table.sum(), table.shape
    if min(r, k) < 2:
        return np.nan
    expected = np.outer(table.sum(axis=1), table.sum(axis=0)) / n
    squared = max(0.0, ((table - expected) ** 2 / expected).sum() / n - (k - 1) * (r - 1) / (n - 1))
    least = min(side - (side - 1) ** 2 / (n - 1) for side in (r, k)) - 1
    return float(np.sqrt(min(1.0, squared / least))) if least > 0 else np.nan


def _theils_u(table: Floats) -> float:
    """Share of the entropy of the rows that the columns explain."""
    whole = _entropy(table.sum(axis=1))
    if table.size == 0 or whole <= 0:
        return np.nan
    size = table.sum(axis=0)
    left = sum(share * _entropy(one) for share, one in zip(size / size.sum(), table.T, strict=True))
    return float(1 - left / whole)


def _entropy(counts: Floats) -> float:
    share = counts[counts > 0] / counts.sum() if counts.sum() else counts[:0]
    return float(-(share * np.log(share)).sum())
