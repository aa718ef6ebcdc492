"""Units of money are read, others are left alone."""

import pytest

from clusterlab.model.units import Money, money


@pytest.mark.parametrize(
    ("unit", "found"),
    [
        ("KRW", Money(1, "KRW")),
        ("million EUR", Money(1e6, "EUR")),
        ("100 million KRW/km", Money(1e8, "KRW", "km")),
        ("dozen EUR", None),
        ("m2", None),
        ("1", None),
    ],
)
def test_money(unit: str, found: Money | None) -> None:
    assert money(unit) == found
