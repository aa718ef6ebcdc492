import numpy as np
import pandas as pd
import pytest

from clusterlab.siting._validation import (
    by_name,
    choice,
    listed,
    nearest,
    positive,
    table_values,
    weight_values,
    whole_number,
)


def test_messages_name_the_nearest_and_stay_short() -> None:
    assert nearest("prise", ["price", "jobs"]) == " Did you mean 'price'?"
    assert nearest("xyz", ["price"]) == ""
    assert listed(range(12)) == "0, 1, 2, 3, 4, 5, 6, 7, 8, 9 and 2 more"


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


def test_numbers_and_choices() -> None:
    assert positive(2, "x") == 2.0
    assert whole_number(3, "k") == 3
    for bad in (0, -1, np.nan, np.inf):
        with pytest.raises(ValueError, match="above zero"):
            positive(bad, "x")
    for bad in (1.5, True, -1):
        with pytest.raises(ValueError, match="whole number"):
            whole_number(bad, "k")
    with pytest.raises(ValueError, match="Did you mean 'cost'"):
        choice("costs", "direction", ("benefit", "cost"))


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
