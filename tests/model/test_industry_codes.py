import pytest

from clusterlab.model.industry_codes import is_code, listed_codes, split_code
from clusterlab.siting import admits


@pytest.mark.parametrize(
    ("allowed", "industry", "expected"),
    [
        ("C21.의약품", "2110", True),
        ("C21", "C2110", True),
        ("21", "C21", True),
        ("C27.의료기기 외", "2710", True),
        ("C212", "C21", False),  # coarser than what is permitted
        ("M.기술서비스", "70113", True),
        ("M", "C21", False),
        ("C20; C21, M70", "7011", True),
        ("*", "0111", True),
        ("", "2110", False),
        ("V00.복합용지", "2110", False),
    ],
)
def test_a_code_admits_itself_and_all_below(allowed: str, industry: str, expected: bool) -> None:
    assert admits(allowed, industry) is expected


def test_the_section_follows_from_the_division() -> None:
    assert split_code("2110") == ("C", "2110")
    assert split_code("A01") == ("A", "01")
    assert split_code("M") == ("M", "")
    assert listed_codes("C27.의료기기 외; M70") == ["C27", "M70"]


@pytest.mark.parametrize("text", ["", "V00", "C70", "2", "c21", "21x", "C211111", "77"])
def test_what_is_no_code(text: str) -> None:
    assert not is_code(text)
    with pytest.raises(ValueError, match="An industry code is"):
        split_code(text)
