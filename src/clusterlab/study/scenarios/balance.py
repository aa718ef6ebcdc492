"""Balance: jobs for each home in a place, today and with what a scenario adds."""

import pandas as pd

from ...load.rates import fact
from ...model.scenario import Scenario
from ...siting.jobs_housing_balance import jobs_housing_balance


def balances(scenario: Scenario, *, facts: pd.DataFrame, jobs_added: float = 0.0) -> pd.DataFrame:
    """Set jobs against homes before and after a scenario.

    Parameters
    ----------
    scenario : Scenario
        Its balances name the facts; its homes count in the balance that they name.
    facts : DataFrame
        Where the facts stand.
    jobs_added : float
        Jobs that the scenario's facilities bring to each balance [persons].

    Returns
    -------
    DataFrame, indexed by balance and state (before, after)
        name_ko, name_en, jobs, homes, ratio (jobs for each home), jobs_as_of, homes_as_of,
        source_ids.
    """
    rows = []
    for balance in scenario.balances:
        jobs = fact(facts, balance["jobs_fact"])
        homes = fact(facts, balance["homes_fact"])
        own = [row for row in scenario.homes if row.get("balance") == balance["id"]]
        more = sum(float(row["homes"]) for row in own)
        counts = {
            "before": (float(jobs["value"]), float(homes["value"])),
            "after": (float(jobs["value"]) + jobs_added, float(homes["value"]) + more),
        }
        told = jobs_housing_balance(
            pd.Series({state: pair[0] for state, pair in counts.items()}),
            pd.Series({state: pair[1] for state, pair in counts.items()}),
        )
        cited = [jobs["source_id"], homes["source_id"]]
        cited += [source for row in own for source in row.get("sources", [])]
        for state, row in told.iterrows():
            rows.append(
                {
                    "balance": balance["id"],
                    "state": state,
                    "name_ko": balance.get("name_ko", balance["id"]),
                    "name_en": balance.get("name_en", balance["id"]),
                    "jobs": row["jobs"],
                    "homes": row["homes"],
                    "ratio": row["ratio"],
                    "jobs_as_of": jobs["as_of"],
                    "homes_as_of": homes["as_of"],
                    "source_ids": ";".join(dict.fromkeys(cited)),
                }
            )
    columns = ["balance", "state", "name_ko", "name_en", "jobs", "homes", "ratio", "jobs_as_of",
               "homes_as_of", "source_ids"]  # fmt: skip
    return pd.DataFrame(rows, columns=columns).set_index(["balance", "state"])
