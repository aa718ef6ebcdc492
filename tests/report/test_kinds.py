"""Each kind of chart is drawn by something that is there."""

import pytest

from clusterlab.report import kinds


@pytest.mark.parametrize("kind", [*kinds.CHARTS, *kinds.MAPS, *kinds.BLOCKS])
def test_a_kind_has_what_draws_it(kind: str) -> None:
    _, function = kinds.drawing(kind)
    assert callable(function)


def test_an_unknown_kind_is_refused() -> None:
    with pytest.raises(ValueError, match=r"chart kind 'pie' is not known \(known: board, "):
        kinds.drawing("pie")
