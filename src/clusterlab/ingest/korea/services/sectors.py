"""Codes and sections of the Korean Standard Industrial Classification, as services write them."""

import re

SECTION_NAMES = {
    "A": "농업, 임업 및 어업",
    "B": "광업",
    "C": "제조업",
    "D": "전기, 가스, 증기 및 공기 조절 공급업",
    "E": "수도, 하수 및 폐기물 처리, 원료 재생업",
    "F": "건설업",
    "G": "도매 및 소매업",
    "H": "운수 및 창고업",
    "I": "숙박 및 음식점업",
    "J": "정보통신업",
    "K": "금융 및 보험업",
    "L": "부동산업",
    "M": "전문, 과학 및 기술 서비스업",
    "N": "사업시설 관리, 사업 지원 및 임대 서비스업",
    "O": "공공행정, 국방 및 사회보장 행정",
    "P": "교육 서비스업",
    "Q": "보건업 및 사회복지 서비스업",
    "R": "예술, 스포츠 및 여가관련 서비스업",
    "S": "협회 및 단체, 수리 및 기타 개인 서비스업",
}
"""Sections of KSIC 10 that have establishments in the census of establishments."""


def industry_code(text: str) -> str:
    """Take the digits of a code, which some registers write with the letter of its section.

    Parameters
    ----------
    text : str
        Such as ``C21101``, ``21101`` or, where several are listed, ``21101, 21210``.

    Returns
    -------
    str
        The first code, its zeros kept; empty where there is none.

    Examples
    --------
    >>> industry_code("A01110"), industry_code("28302, 25999"), industry_code("제조업")
    ('01110', '28302', '')
    """
    found = re.match(r"[A-Z]?(\d{2,5})(?!\d)", text.strip())
    return found[1] if found else ""
