import pandas as pd
import pytest

from clusterlab.load.rates import fact, facts_of, rates_used, stated_rate


def test_a_rate_is_read_with_its_range_and_its_sources(facts: pd.DataFrame) -> None:
    found = stated_rate(facts, "floor_per_job_office")
    assert found is not None
    assert (found.low, found.value, found.high) == (20, 25, 50)
    assert found.sources == ("s_low", "s", "s_high")
    assert stated_rate(facts, "floor_per_job_stables") is None


def test_without_a_range_the_value_is_its_own(facts: pd.DataFrame) -> None:
    alone = facts[facts["indicator"] == "floor_per_job_office"]
    found = stated_rate(alone, "floor_per_job_office")
    assert found is not None
    assert (found.low, found.high) == (25, 25)


def test_the_worst_confidence_counts(facts: pd.DataFrame) -> None:
    mixed = facts.copy()
    mixed.loc[mixed["indicator"] == "floor_per_job_office_low", "confidence"] = "C"
    found = stated_rate(mixed, "floor_per_job_office")
    assert found is not None
    assert found.confidence == "C"


def test_a_range_that_misses_its_value_is_refused(facts: pd.DataFrame) -> None:
    wrong = facts.copy()
    wrong.loc[wrong["indicator"] == "floor_per_job_office_low", "value"] = 99
    with pytest.raises(ValueError, match="The range of floor_per_job_office must hold its value"):
        stated_rate(wrong, "floor_per_job_office")


def test_a_clusters_own_figure_wins_over_the_shared_one(place, facts: pd.DataFrame) -> None:
    own = facts[facts["indicator"] == "bus_speed"].assign(value=35.0, source_id="own")
    place.facts, place.shared_facts = own, facts
    joined = facts_of(place)
    found = stated_rate(joined, "bus_speed")
    assert found is not None
    assert (found.value, found.sources[1]) == (35, "own")


def test_figures_are_found_by_id_or_refused(facts: pd.DataFrame) -> None:
    assert fact(facts, "f-jobs")["value"] == 300
    with pytest.raises(ValueError, match="There is no fact 'f-0'"):
        fact(facts, "f-0")
    with pytest.raises(ValueError, match="is no number"):
        fact(facts.assign(value=float("nan")), "f-jobs")


def test_rates_are_listed_once_and_unknown_ones_left_out(facts: pd.DataFrame) -> None:
    table = rates_used(facts, ["bus_speed", "bus_speed", "nothing"])
    assert table.index.tolist() == ["bus_speed"]
    assert table.loc["bus_speed", ["low", "value", "high"]].tolist() == [20, 30, 40]
