"""A place among peers is said as the top or the bottom share of them."""

import pytest

from clusterlab.study.standing import standing


@pytest.mark.parametrize(
    ("below", "end", "share"),
    [(0.1, "low", 0.1), (0.94, "high", 0.06), (0.5, "high", 0.5), (0.0, "low", 0.01)],
)
def test_the_end_is_said(below: float, end: str, share: float) -> None:
    told = standing(below, of=1083, against="complexes")
    assert told.key == f"page.among.{end}_of"
    assert told.values["share"] == pytest.approx(share)
    assert told.values["of"] == 1083
