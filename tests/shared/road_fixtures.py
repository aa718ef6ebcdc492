"""A made-up road with numbers on both sides, ten metres apart, and a block of lots."""

import pandas as pd
import pytest

STEP = 10 / 111_195  # ten metres of latitude, in degrees
LANE = 30 / 88_000  # the right side lies thirty metres to the east


def on_road(number: int) -> tuple[float, float]:
    """Give longitude and latitude of a building of 마곡중앙로."""
    return 126.83 + LANE * (number % 2 == 0), 37.56 + STEP * number


@pytest.fixture
def road() -> pd.DataFrame:
    """Every third number of 마곡중앙로 from 10 to 40, to the metre."""
    numbers = range(10, 41, 3)
    return pd.DataFrame(
        {
            "address": [f"서울 강서구 마곡중앙로 {number}" for number in numbers],
            "lon": [on_road(number)[0] for number in numbers],
            "lat": [on_road(number)[1] for number in numbers],
            "uncertainty_m": 5.0,
            "location_basis": "register",
        }
    )
