"""The sector of a firm from its code in the Korean Standard Industrial Classification."""

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
_BY_DIVISION = (
    ((10, 11), "food"),
    ((20, 20), "chemistry_materials"),
    ((21, 21), "bio"),
    ((22, 24), "chemistry_materials"),
    ((25, 25), "machinery"),
    ((26, 28), "electronics_ict"),
    ((29, 31), "machinery"),
    ((35, 35), "energy"),
    ((41, 42), "construction"),
    ((45, 99), "services"),
)


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


def sector(code: str) -> str:
    """Name the sector of an industry.

    Parameters
    ----------
    code : str
        Digits of KSIC 10; two are enough, but 271 (medical instruments) needs three.

    Returns
    -------
    str
        One of the sectors of the table firms; ``unknown`` without a code.

    Examples
    --------
    >>> sector("21101"), sector("27112"), sector("27212"), sector("")
    ('bio', 'bio', 'electronics_ict', 'unknown')
    """
    if not re.fullmatch(r"\d{2,5}", code):
        return "unknown"
    if code.startswith("271"):
        return "bio"
    division = int(code[:2])
    return next((name for (low, high), name in _BY_DIVISION if low <= division <= high), "other")
