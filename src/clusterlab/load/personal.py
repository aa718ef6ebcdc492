"""Personal data are refused by column name and by the look of a value."""

import re

COLUMN_NAMES = (
    "대표자",
    "대표이사",
    "대표명",
    "주민등록",
    "주민번호",
    "생년월일",
    "휴대",
    "핸드폰",
    "연락처",
    "전화",
    "이메일",
    "전자우편",
    "email",
    "e_mail",
    "phone",
    "mobile",
    "resident_number",
    "representative",
    "ceo",
    "birth",
)
PATIENTS = (
    "환자번호",
    "환자명",
    "환자id",
    "주상병",
    "진단코드",
    "진단명",
    "patient_id",
    "patientid",
)
BUSINESS_NUMBERS = ("사업자등록번호", "사업자번호", "business_registration")
PATTERNS = {
    "resident registration number": re.compile(r"(?<![\d-])\d{6}\s?-\s?[1-8]\d{6}(?![\d-])"),
    "mobile telephone number": re.compile(
        r"(?<![\d.-])01[016789](?:-\d{3,4}-|\s\d{3,4}\s|\d{3,4})\d{4}(?![\d-])"
    ),
    "e-mail address": re.compile(r"[\w.+-]+@[\w-]+\.[\w.]*[a-zA-Z]{2,}"),
}


def names_a_person(column: str) -> bool:
    """Tell whether a column name announces personal data.

    Parameters
    ----------
    column : str
        The name in the header.

    Returns
    -------
    bool
        True for names such as 대표자명, phone or e-mail.

    Examples
    --------
    >>> names_a_person("대표자명"), names_a_person("name_ko")
    (True, False)
    """
    return any(part in _plain(column) for part in COLUMN_NAMES)


def is_about_patients(column: str) -> bool:
    """Tell whether a column name announces a table of patients, which is no data for this.

    Parameters
    ----------
    column : str
        The name in the header.

    Returns
    -------
    bool
        True for 환자번호, 주상병코드 and the like; not for a count of patients.

    Examples
    --------
    >>> is_about_patients("환자번호"), is_about_patients("환자수")
    (True, False)
    """
    return any(part in _plain(column) for part in PATIENTS)


def is_business_number(column: str) -> bool:
    """Tell whether a column name announces business registration numbers.

    Parameters
    ----------
    column : str
        The name in the header.

    Returns
    -------
    bool
        True for 사업자등록번호, which tells who a sole trader is.

    Examples
    --------
    >>> is_business_number("사업자 등록번호"), is_business_number("등록번호")
    (True, False)
    """
    return any(part in _plain(column) for part in BUSINESS_NUMBERS)


def _plain(column: str) -> str:
    return column.strip().lower().replace(" ", "").replace("-", "_")


def personal_data(value: str) -> str:
    """Say what kind of personal data a text holds.

    Parameters
    ----------
    value : str
        A cell.

    Returns
    -------
    str
        Such as ``e-mail address``; empty where nothing was recognised.

    Examples
    --------
    >>> personal_data("call 010-1234-5678")
    'mobile telephone number'
    >>> personal_data("서울 강서구 마곡중앙로 10")
    ''
    """
    if len(value) < 6:
        return ""
    for kind, pattern in PATTERNS.items():
        if pattern.search(value):
            return kind
    return ""
