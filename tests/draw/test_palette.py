"""Colours hold in grey print; classes hold all values."""

import itertools

import numpy as np
import pytest
from hypothesis import given, strategies as st

from clusterlab.draw import palette

numbers = st.lists(st.floats(-1e6, 1e6).map(lambda v: round(v, 3)), min_size=1, max_size=60)


@pytest.mark.parametrize("colours", [palette.TEAL, palette.PLUM, palette.OCHRE])
def test_ramps_darken_by_steps_that_grey_print_shows(colours: tuple[str, ...]) -> None:
    light = [palette.luminance(c) for c in colours]
    steps = [a - b for a, b in itertools.pairwise(light)]
    assert min(steps) > 0.05


def test_luminance_of_known_colours() -> None:
    assert palette.luminance("#ffffff") == pytest.approx(1)
    assert palette.luminance("#000000") == 0
    assert palette.luminance("#ff0000") == pytest.approx(0.2126)


def test_symbols_differ_in_colour_and_in_shape() -> None:
    symbols = list(palette.SYMBOLS.values())
    assert len({s.colour for s in symbols}) == len({s.shape for s in symbols}) == len(symbols)


@pytest.mark.parametrize("bad", ["red", "#12345", "#1234567", "url(x)", "#12345g", "#fff;x:y"])
def test_only_plain_colours_pass(bad: str) -> None:
    with pytest.raises(ValueError, match=r"#rrggbb"):
        palette.colour(bad)


@pytest.mark.parametrize("background", [*palette.TEAL, *palette.PLUM, *palette.OCHRE])
def test_text_reads_on_every_class(background: str) -> None:
    low, high = sorted(map(palette.luminance, (background, palette.text_on(background))))
    assert (high + 0.05) / (low + 0.05) >= 3


def test_unknown_kind_lists_the_known() -> None:
    with pytest.raises(ValueError, match=r"'bank'.*anchor.*incubator"):
        palette.symbol_group("bank")


@given(numbers, st.integers(1, 6))
def test_limits_rise_and_enclose_all_values(values: list[float], classes: int) -> None:
    limits = palette.class_limits(values, classes=classes)
    assert all(a < b for a, b in itertools.pairwise(limits))
    assert limits[0] <= min(values)
    assert max(values) <= limits[-1]
    assert len(limits) - 1 <= max(classes, 1)


@given(numbers, st.integers(1, 6))
def test_each_value_lies_in_its_class(values: list[float], classes: int) -> None:
    limits = palette.class_limits(values, classes=classes)
    for value, k in zip(values, palette.class_of(values, limits=limits), strict=True):
        assert k is not None
        last = k == len(limits) - 2
        assert limits[k] <= value
        assert value <= limits[k + 1] if last else value < limits[k + 1]


def test_few_or_no_values() -> None:
    assert palette.class_limits([np.nan]) == []
    assert palette.class_limits([0, 0]) == [0, 1]
    assert len(palette.class_limits([3, 3, 8])) == 3
    assert palette.class_of([np.nan], limits=[0, 1]) == [None]


def test_ramp_picks_from_light_to_dark() -> None:
    assert palette.ramp(2) == [palette.TEAL[0], palette.TEAL[-1]]
    assert palette.ramp(6) == list(palette.TEAL)
    with pytest.raises(ValueError, match=r"1 to 6 classes. Given: 7"):
        palette.ramp(7)
