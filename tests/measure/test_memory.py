"""What is refused before memory is asked for, and what large works hold at most."""

import tracemalloc

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest

from clusterlab import measure
from clusterlab.measure import _memory
from clusterlab.measure._memory import MOST, refuse_pairs, refuse_square, refuse_table

SQUARE = ("proximity", "relatedness_density", "coagglomeration")
INDICES = (
    *SQUARE,
    *("complexity", "location_quotient", "symmetric_location_quotient", "locational_gini"),
    *("hoover", "theil", "herfindahl", "krugman_concentration", "krugman_specialisation"),
    *("entropy", "relative_entropy", "simpson"),
)


def most_mb(work):
    tracemalloc.start()
    work()
    most = tracemalloc.get_traced_memory()[1] / 1e6
    tracemalloc.stop()
    return most


def places(xy, **columns):
    return gpd.GeoDataFrame(columns, geometry=gpd.points_from_xy(*xy), crs=5186)


def refused(work):
    """Return the line with which a work is refused, and make sure that it asked for little."""
    found = []

    def tried():
        with pytest.raises(ValueError, match="would fit") as problem:
            work()
        found.append(str(problem.value))

    assert most_mb(tried) < 100  # of a limit of 2,000
    assert "\n" not in found[0]
    return found[0]


def test_what_is_said_to_fit_fits_and_one_more_does_not():
    for check, more in (
        (lambda k: refuse_square(k, "things"), 10**6),
        (lambda k: refuse_table(k, "draws", 77_777, "points"), 10**6),
    ):
        with pytest.raises(ValueError, match="would fit") as problem:
            check(more)
        fits = int(str(problem.value).split(": ")[1].split()[0].replace(",", ""))
        check(fits)
        with pytest.raises(ValueError, match=f"{MOST:,} are allowed"):
            check(fits + 1)
    refuse_pairs(MOST, 100.0)
    with pytest.raises(ValueError, match=r"within 100 m .* about 50 m would fit"):
        refuse_pairs(4 * MOST, 100.0)


@pytest.mark.parametrize("name", SQUARE)
def test_a_square_of_industries_too_large_is_refused(name):
    many = pd.DataFrame(np.ones((2, 20_000)))
    line = refused(lambda: getattr(measure, name)(many))
    assert line.startswith("20,000 x 20,000 industries are 400,000,000 numbers (3.2 GB)")
    assert "15,811 industries would fit" in line


def test_complexity_needs_the_shorter_side_alone(monkeypatch):
    monkeypatch.setattr(_memory, "MOST", 100)
    jobs = pd.DataFrame(np.random.default_rng(0).pareto(1.2, (30, 12)))
    with pytest.raises(ValueError, match="12 x 12 regions and industries are 144 numbers"):
        measure.complexity(jobs)
    measure.complexity(jobs.iloc[:10])


def test_too_many_neighbours_are_refused():
    scatter = places(np.random.default_rng(0).uniform(0, 1000, (2, 30_000)))
    line = refused(lambda: measure.neighbour_weights(scatter, rule="distance", radius_m=2000))
    assert "within 2000 m there are 899,970,000 numbers" in line
    line = refused(lambda: measure.neighbour_weights(scatter, rule="nearest", nearest=20_000))
    assert "8,333 neighbours would fit" in line


def test_the_number_of_neighbours_within_a_radius_is_the_number_told(monkeypatch):
    scatter = places(np.random.default_rng(1).uniform(0, 1000, (2, 300)))
    number = measure.neighbour_weights(scatter, rule="distance", radius_m=150).nnz
    monkeypatch.setattr(_memory, "MOST", number)
    measure.neighbour_weights(scatter, rule="distance", radius_m=150)
    monkeypatch.setattr(_memory, "MOST", number - 1)
    with pytest.raises(ValueError, match=f"there are {number:,} numbers"):
        measure.neighbour_weights(scatter, rule="distance", radius_m=150)


def test_too_many_draws_are_refused():
    scatter = places(np.random.default_rng(2).uniform(0, 1000, (2, 500)), type=["a", "b"] * 250)
    options = {"distances_m": np.arange(0.0, 100), "of": "a"}
    line = refused(lambda: measure.k_density(scatter, simulations=10**7, **options))
    assert "10,000,000 draws x 250 points drawn" in line
    options["distances_m"] = np.arange(0.0, 1000)
    line = refused(lambda: measure.k_density(scatter, simulations=10**6, **options))
    assert "1,000,000 draws x 1,000 distances" in line


def test_relabelled_draws_are_refused(monkeypatch):
    monkeypatch.setattr(_memory, "MOST", 1000)
    scatter = places(np.random.default_rng(3).uniform(0, 1000, (2, 40)), type=["a", "b"] * 20)
    for name in ("m_function", "m_density"):
        with pytest.raises(ValueError, match=r"26 draws x 40 points .* 25 draws would fit"):
            getattr(measure, name)(scatter, distances_m=[50, 100], of="a", simulations=26)


@pytest.mark.parametrize("name", INDICES)
def test_indices_hold_little_beside_what_they_give(name):
    jobs = pd.DataFrame(np.random.default_rng(0).pareto(1.2, (229, 1200)))
    # A table is 2.2 MB, a square of industries 11.5 MB.
    assert most_mb(lambda: getattr(measure, name)(jobs)) < (30 if name in SQUARE else 18)


def test_association_of_many_places_holds_no_array_of_draws():
    side = 316
    spots = places(np.indices((side, side)).reshape(2, -1) * 100.0)
    weights = measure.neighbour_weights(spots, rule="distance", radius_m=100)
    values = pd.Series(np.random.default_rng(0).gamma(2, size=side * side))
    for name, given in (
        ("local_moran", values),
        ("getis_ord", values),
        ("moran", values),
        ("join_counts", values > 2),
    ):
        of = getattr(measure, name)
        of(given, weights, permutations=9)  # what is imported for the first time does not count
        # 99 permutations of 100,000 places would take 80 MB, 999 take 799 MB.
        assert most_mb(lambda of=of, given=given: of(given, weights, permutations=999)) < 120


def test_a_thousand_draws_of_curves_are_taken_some_at_a_time():
    for n, chosen in ((96, 48), (3000, 300)):
        xy = np.random.default_rng(0).uniform(0, 10_000, (2, n))
        scatter = places(xy, type=np.where(np.arange(n) < chosen, "a", "b"))

        def work(scatter=scatter):
            return measure.k_density(
                scatter, distances_m=np.arange(0, 3001, 75), of="a", simulations=1000
            )

        work()
        # The pairs of all draws at once would take 9 and 359 MB.
        assert most_mb(work) < (6 if n < 100 else 40)
