import numpy as np
import pandas as pd
import pytest

from clusterlab.siting._validation import by_name, table_values, weight_values


def test_tables_are_checked_cell_by_cell() -> None:
    with pytest.raises(ValueError, match="Row 'b', column 'x' is missing"):
        table_values(pd.DataFrame({"x": [1.0, np.nan]}, index=["a", "b"]), "matrix")
    with pytest.raises(ValueError, match="is infinite"):
        table_values(pd.DataFrame({"x": [np.inf]}), "matrix")
    with pytest.raises(ValueError, match=r"shape is \(0, 1\)"):
        table_values(pd.DataFrame({"x": pd.Series(dtype=float)}), "matrix")
    with pytest.raises(ValueError, match="'a' is repeated"):
        table_values(pd.DataFrame({"x": [1.0, 2.0]}, index=["a", "a"]), "matrix")
    with pytest.raises(ValueError, match="must be a DataFrame"):
        table_values(np.ones((2, 2)), "matrix")


def test_values_by_name_or_by_position() -> None:
    names = pd.Index(["a", "b"])
    assert by_name({"b": 2, "a": 1}, names, "weights") == [1, 2]
    assert by_name([3, 4], names, "weights") == [3, 4]
    with pytest.raises(ValueError, match="2 values"):
        by_name("ab", names, "weights")
    assert weight_values([1 / 3, 2 / 3], names).sum() == pytest.approx(1)
    # Three decimals are near enough; the result sums to 1 all the same.
    assert weight_values([0.3333335, 0.6666667], names).sum() == 1


def test_weights_handed_on_stay_the_same_to_the_last_bit() -> None:
    rng = np.random.default_rng(5)
    for n in range(1, 14):
        names = pd.Index([f"c{j}" for j in range(n)])
        once = weight_values(rng.random(n) * 9, names, normalise=True)
        assert (weight_values(once, names) == once).all()
        assert (weight_values(once, names, normalise=True) == once).all()
