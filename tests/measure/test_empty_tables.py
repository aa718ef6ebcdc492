"""Where there is nothing to measure, no areal measure gives a number."""

import numpy as np
import pandas as pd
import pytest

from clusterlab import measure

TABLE = pd.DataFrame({"bio": [10.0, 0.0], "it": [1.0, 2.0]}, index=["A", "B"])
NAMES = [
    "coagglomeration",
    "complexity",
    "entropy",
    "herfindahl",
    "hoover",
    "krugman_concentration",
    "krugman_specialisation",
    "location_quotient",
    "locational_gini",
    "proximity",
    "relatedness_density",
    "simpson",
    "symmetric_location_quotient",
    "theil",
]


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    "empty", [TABLE.iloc[:0], TABLE * 0, TABLE.iloc[:, :0], TABLE.iloc[:0, :0]]
)
def test_an_empty_table_has_no_number(name, empty):
    found = getattr(measure, name)(empty)
    for one in found if isinstance(found, tuple) else (found,):
        assert np.isnan(np.asarray(one, dtype=float)).all()
    if name == "coagglomeration":
        assert found.attrs["reason"]["code"] == "empty_table"
