"""Personal data stops a report."""

import pytest

from clusterlab.report.privacy import check_text


@pytest.mark.parametrize(
    "text", ["900101-1234567", "전화 010-1234-5678", "010 123 4567", "<td>kim@example.co.kr</td>"]
)
def test_personal_data_are_refused_without_being_repeated(text):
    with pytest.raises(ValueError, match="leave it out") as caught:
        check_text(text)
    assert text not in str(caught.value)


@pytest.mark.parametrize(
    "text", ["02-1234-5678", "2024-01-01", "3.14159010-2", "1234567890123", "leaflet@", "8,010-12"]
)
def test_ordinary_text_passes(text):
    check_text(text)
