"""Concentration of plants beyond their sizes."""

import numpy as np
import pandas as pd
from point_fixtures import study, two_camps

from clusterlab.study import plants as plants_of


def test_plants_without_jobs_and_small_industries_are_left_out():
    plants = pd.DataFrame(
        {
            "region": ["A", "A", "A", "B", "B", "B", "A", "B"],
            "industry": ["bio"] * 3 + ["food"] * 3 + ["law", "bio"],
            "employees": [10, 10, 10, 10, 10, 10, 5, np.nan],
        }
    )
    found = plants_of.by_industry(plants, minimum=3)
    assert sorted(found.index) == ["bio", "food"]
    assert found["plants"].tolist() == [3, 3]
    assert (found["ellison_glaeser"] > 0.05).all()


def test_without_a_table_of_plants_the_reason_is_said():
    made = study(two_camps())
    assert plants_of.concentration(made, minimum=3).reason == {"code": "no_plants"}
    made.plants = pd.DataFrame(
        {"region": ["A", "A", "B"] * 4, "industry": ["bio"] * 6 + ["ict"] * 6, "employees": 10.0}
    )
    found = plants_of.concentration(made, minimum=3)
    assert [column.measure for column in found.columns] == ["ellison_glaeser", "maurel_sedillot"]
    assert found.columns[0].n.to_dict() == {"bio": 6, "ict": 6}
