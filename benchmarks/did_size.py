"""How often differences in differences reject a true null with few treated units, old and new.

Run from the root: ``python benchmarks/did_size.py 2000``. A null is a panel of four periods of
which the last two are under treatment, without any effect; the noise is normal and independent,
or follows itself from period to period (0.6).
"""

import sys
from importlib import import_module

import numpy as np
import pandas as pd
from scipy.special import stdtr

from clusterlab.invest import group_time_effects

TWO_WAY = import_module("clusterlab.invest.difference_in_differences")
GROUP_TIME = import_module("clusterlab.invest.group_time_effects")
PERIODS = 4


def main(nulls: int) -> None:
    """Print one line for each number of treated units and each noise."""
    print("treated of units | noise | two-way: old, new | group-time: old, new")
    for treated, units in ((2, 12), (3, 15), (5, 30)):
        for carried in (0.0, 0.6):
            two = np.array([_two_way(treated, units, carried, k) for k in range(nulls)])
            each = np.array([_group_time(treated, units, carried, k) for k in range(nulls)])
            rates = 100 * np.concatenate([two.mean(axis=0), each.mean(axis=0)])
            told = " ".join(f"{rate:5.1f} %" for rate in rates)
            print(f"{treated} of {units} | {carried:.1f} | {told}", flush=True)


def _panel(treated: int, units: int, carried: float, seed: int) -> tuple[pd.DataFrame, np.ndarray]:
    noise = np.random.default_rng([seed, treated, units]).normal(size=(units, PERIODS))
    for t in range(1, PERIODS):
        noise[:, t] = carried * noise[:, t - 1] + np.sqrt(1 - carried**2) * noise[:, t]
    starts = np.where(np.arange(units) < treated, PERIODS // 2, np.nan)
    frame = pd.DataFrame(
        {
            "unit": np.repeat(np.arange(units), PERIODS),
            "period": np.tile(np.arange(PERIODS), units),
            "treated_from": np.repeat(starts, PERIODS),
            "outcome": noise.ravel(),
        }
    )
    return frame, noise


def _two_way(treated: int, units: int, carried: float, seed: int) -> tuple[bool, bool]:
    frame, noise = _panel(treated, units, carried, seed)
    under = np.zeros((units, PERIODS))
    under[:treated, PERIODS // 2 :] = 1
    centred = under - under.mean(0) - under.mean(1)[:, None] + under.mean()
    left = noise - noise.mean(0) - noise.mean(1)[:, None] + noise.mean()
    beta = (left * centred).sum() / (centred**2).sum()
    scores = ((left - beta * centred) * centred).sum(1)
    # The small-sample factor of the library that fits the estimate.
    rows = units * PERIODS
    factor = rows / (rows - 1 - units - PERIODS + 1)
    error = np.sqrt(factor * (scores**2).sum()) / (centred**2).sum()
    old = 2 * stdtr(units - 1, -abs(beta / error)) <= 0.05
    design = TWO_WAY.Reassigned(frame, frame["unit"], seed=seed)
    return old, design.of(noise.ravel(), confidence=0.95).p_value <= 0.05


def _group_time(treated: int, units: int, carried: float, seed: int) -> tuple[bool, bool]:
    frame, _ = _panel(treated, units, carried, seed)
    told = group_time_effects(frame, outcome="outcome", seed=seed).attrs
    GROUP_TIME.FEW, kept = 0, GROUP_TIME.FEW
    before = group_time_effects(frame, outcome="outcome").attrs
    GROUP_TIME.FEW = kept
    return before["overall_p_value"] <= 0.05, told["overall_p_value"] <= 0.05


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
