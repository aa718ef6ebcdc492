"""Pacing of commitments: calls, distributions and values to come, after Takahashi and Alexander."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

FLOWS = ("contribution", "distribution", "nav", "unfunded")


def pacing(
    commitment: float,
    *,
    contribution_rates: Sequence[float],
    life_years: int,
    growth: float,
    bow: float,
    minimum_yield: float = 0.0,
) -> pd.DataFrame:
    r"""Project one commitment year by year.

    .. math::
        C_t = RC_t (CC - PIC_t), \quad D_t = RD_t \, N_{t-1}(1 + G), \quad
        N_t = N_{t-1}(1 + G) + C_t - D_t

    with :math:`RD_t = \max(Y, (t/L)^B)`, all of it in the last year.

    Parameters
    ----------
    commitment : float
        CC [money].
    contribution_rates : sequence of float
        RC: share of what is still uncalled, called in years 1, 2, …; the last repeats [0-1].
    life_years : int
        L, at least 1 [years].
    growth : float
        G, yearly growth of what is held [share]; above -1.
    bow : float
        B: the higher, the later money comes back; above 0 [-].
    minimum_yield : float
        Y: least share of the value paid out each year [0-1].

    Returns
    -------
    DataFrame, indexed by year (1 to life_years)
        contribution, distribution in the year; nav, unfunded at its end; net (cumulative
        distribution less contribution) [money].

    Raises
    ------
    ValueError
        A number out of its range.

    Notes
    -----
    As in the paper, what is called in the last year is still held at its end.

    References
    ----------
    Takahashi and Alexander (2002), Journal of Portfolio Management 28(2): 90-100.

    Examples
    --------
    >>> table = pacing(100, contribution_rates=[0.25, 1/3, 0.5], life_years=12, growth=0.13,
    ...                bow=2.5)
    >>> table["contribution"].round(2).tolist()[:4], table["unfunded"].round(2).tolist()[:3]
    ([25.0, 25.0, 25.0, 12.5], [75.0, 50.0, 25.0])
    """
    _check(commitment, contribution_rates, life_years, bow, minimum_yield)
    if not growth > -1:
        raise ValueError(f"growth must be more than -1, not {growth}.")
    grown = np.full((1, life_years), 1.0 + growth)
    flows = _project(commitment, contribution_rates, grown, bow, minimum_yield)
    table = pd.DataFrame(
        {name: flow[0] for name, flow in zip(FLOWS, flows, strict=True)},
        index=pd.RangeIndex(1, life_years + 1, name="year"),
    )
    return table.assign(net=(table["distribution"] - table["contribution"]).cumsum())


def pacing_bands(
    commitment: float,
    *,
    contribution_rates: Sequence[float],
    life_years: int,
    growth: float,
    growth_sd: float,
    bow: float,
    minimum_yield: float = 0.0,
    quantiles: Sequence[float] = (0.05, 0.5, 0.95),
    simulations: int = 10_000,
    seed: int = 0,
) -> pd.DataFrame:
    r"""Project a commitment under growth drawn anew each year, as bands.

    Parameters
    ----------
    commitment, contribution_rates, life_years, growth, bow, minimum_yield
        As in `pacing`; `growth` is the mean of the draws.
    growth_sd : float
        Standard deviation of yearly growth, zero or more [share]. 1 + growth is lognormal and
        independent from year to year.
    quantiles : sequence of float
        Of the draws, in each year by itself [0-1].
    simulations : int
        How many futures.
    seed : int
        Same seed, same bands, on any number of threads.

    Returns
    -------
    DataFrame, indexed by year; columns (flow, quantile)
        contribution, distribution, nav, unfunded, net [money].

    Raises
    ------
    ValueError
        A number out of its range.

    Notes
    -----
    Calls follow their plan in the model: only what comes back varies. Bands are pointwise; no
    single future need follow one of their edges.

    Examples
    --------
    >>> bands = pacing_bands(100, contribution_rates=[0.5], life_years=8, growth=0.1,
    ...                      growth_sd=0.2, bow=2, simulations=500)
    >>> bool((bands["nav"][0.05] <= bands["nav"][0.95]).all())
    True
    """
    _check(commitment, contribution_rates, life_years, bow, minimum_yield)
    if not growth > -1:
        raise ValueError(f"growth must be more than -1, not {growth}.")
    if not growth_sd >= 0:
        raise ValueError(f"growth_sd must be zero or more, not {growth_sd}.")
    if simulations < 1:
        raise ValueError(f"simulations must be 1 or more, not {simulations}.")
    outside = [q for q in quantiles if not 0 <= q <= 1]
    if outside:
        raise ValueError(f"quantiles must be from 0 to 1, not {outside[0]}.")
    spread = np.sqrt(np.log1p((growth_sd / (1 + growth)) ** 2))
    draws = np.random.default_rng(seed).standard_normal((simulations, life_years))
    grown = (1 + growth) * np.exp(spread * draws - spread**2 / 2)
    flows = dict(
        zip(
            FLOWS,
            _project(commitment, contribution_rates, grown, bow, minimum_yield),
            strict=True,
        )
    )
    flows["net"] = (flows["distribution"] - flows["contribution"]).cumsum(axis=1)
    table = pd.DataFrame(
        {
            (name, q): band
            for name, flow in flows.items()
            for q, band in zip(quantiles, np.quantile(flow, list(quantiles), axis=0), strict=True)
        },
        index=pd.RangeIndex(1, life_years + 1, name="year"),
    )
    table.columns = table.columns.set_names(["flow", "quantile"])
    table.attrs |= {"simulations": simulations, "seed": seed}
    return table


def pacing_by_year(
    commitments: "pd.Series[float]",
    *,
    contribution_rates: Sequence[float],
    life_years: int,
    growth: float,
    bow: float,
    minimum_yield: float = 0.0,
) -> pd.DataFrame:
    """Project a programme of commitments on one plan, added up by calendar year.

    Parameters
    ----------
    commitments : Series, indexed by year
        What is committed in each year [money]; a commitment is first called in its own year.
    contribution_rates, life_years, growth, bow, minimum_yield
        As in `pacing`.

    Returns
    -------
    DataFrame, indexed by year, from the first commitment to the end of the last
        contribution, distribution in the year; nav, unfunded at its end, of commitments made by
        then; net, cumulative [money]. What a fund still owes at the end of its life lapses.

    Raises
    ------
    ValueError
        As in `pacing`, or no commitments.

    Examples
    --------
    >>> table = pacing_by_year(pd.Series({2025: 100, 2026: 100}), contribution_rates=[0.5],
    ...                        life_years=8, growth=0.1, bow=2)
    >>> table["contribution"].tolist()[:3]
    [50.0, 75.0, 37.5]
    """
    if not len(commitments):
        raise ValueError("A programme needs at least one commitment; there is none.")
    years = pd.RangeIndex(
        int(commitments.index.min()), int(commitments.index.max()) + life_years, name="year"
    )
    table = pd.DataFrame(0.0, index=years, columns=list(FLOWS))
    for year, commitment in commitments.items():
        one = pacing(
            float(commitment),
            contribution_rates=contribution_rates,
            life_years=life_years,
            growth=growth,
            bow=bow,
            minimum_yield=minimum_yield,
        )
        one.index = one.index + int(str(year)) - 1
        table = table.add(one[list(FLOWS)], fill_value=0.0)
    return table.assign(net=(table["distribution"] - table["contribution"]).cumsum())


def unfunded(committed: "pd.Series[float]", called: "pd.Series[float]") -> "pd.Series[float]":
    """Give what investors still owe to each fund.

    Parameters
    ----------
    committed : Series, indexed by fund_id
        Commitments [money].
    called : Series, indexed by fund_id
        Paid in so far, zero or more [money]; as `performance` gives it.

    Returns
    -------
    Series, index of `committed`
        Commitment less calls, at least zero: recycled money may carry calls beyond it. NaN where
        the calls are not known.

    Raises
    ------
    ValueError
        A fund that was called but is not committed to.

    Examples
    --------
    >>> unfunded(pd.Series({"a": 100.0, "b": 50.0}), pd.Series({"a": 30.0})).tolist()
    [70.0, nan]
    """
    strange = called.index.difference(committed.index)
    if len(strange):
        raise ValueError(f"Fund {strange[0]!r} was called but has no commitment.")
    return (committed - called.reindex(committed.index)).clip(lower=0).rename("unfunded")


def _check(
    commitment: float, rates: Sequence[float], life_years: int, bow: float, minimum_yield: float
) -> None:
    """Refuse parameters out of range."""
    if not 0 <= commitment < np.inf:
        raise ValueError(f"commitment must be zero or more, not {commitment}.")
    if not len(rates):
        raise ValueError("contribution_rates needs at least one rate; it is empty.")
    wrong = [rate for rate in (*rates, minimum_yield) if not 0 <= rate <= 1]
    if wrong:
        raise ValueError(f"Rates of contribution and yield must be from 0 to 1, not {wrong[0]}.")
    if life_years < 1:
        raise ValueError(f"life_years must be 1 or more, not {life_years}.")
    if not bow > 0:
        raise ValueError(f"bow must be above 0, not {bow}.")


def _project(
    commitment: float,
    rates: Sequence[float],
    grown: NDArray[np.float64],
    bow: float,
    minimum_yield: float,
) -> tuple[NDArray[np.float64], ...]:
    """Flows in the order of FLOWS, each of shape (simulations, years)."""
    simulations, years = grown.shape
    contribution, distribution, nav, left = np.zeros((4, simulations, years))
    held, uncalled = np.zeros(simulations), float(commitment)
    for t in range(years):
        called = rates[min(t, len(rates) - 1)] * uncalled
        uncalled -= called
        paid = max(minimum_yield, ((t + 1) / years) ** bow)
        worth = held * grown[:, t]
        contribution[:, t] = called
        distribution[:, t] = paid * worth
        held = worth + called - distribution[:, t]
        nav[:, t], left[:, t] = held, uncalled
    return contribution, distribution, nav, left
