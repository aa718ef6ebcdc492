import pandas as pd

from clusterlab.siting import movers


def test_each_change_of_what_is_admitted_is_named() -> None:
    firms = pd.DataFrame(
        {
            "firm_id": ["in", "out", "same", "more", "gone", "unknown"],
            "industry": ["7011", "1010", "2110", "2710", "7011", None],
            "status": ["present"] * 4 + ["left", "present"],
        }
    )
    before = pd.DataFrame(
        {"parcel_id": ["p", "q", "r"], "allowed_industries": ["C21; C10", "C27", None]}
    )
    after = before.assign(allowed_industries=["C21; C27", "C27; M70", None])
    out = movers(firms, before, after)
    assert out["change"].to_dict() == {
        "in": "admitted",
        "out": "shut_out",
        "same": "same",
        "more": "more",
    }
    assert out.loc["more", ["parcels_before", "parcels_after"]].tolist() == [1, 2]
    assert out.attrs == {"unknown_industry": 1, "unknown_rules": 1}
