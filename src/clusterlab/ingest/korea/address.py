"""A Korean address taken apart: region, road and building number, neighbourhood and lot."""

import dataclasses
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from .area_codes import change_rows

REGION = ("sido_ko", "sigungu_ko")
LISTED_REGION = ("sido", "sigungu")
"""Columns of outlines, and of complexes, that name the region, the largest first."""
SIDO = {
    "서울": "서울특별시 서울시",
    "부산": "부산광역시 부산시",
    "대구": "대구광역시 대구시",
    "인천": "인천광역시 인천시",
    "광주": "광주광역시",
    "대전": "대전광역시 대전시",
    "울산": "울산광역시 울산시",
    "세종": "세종특별자치시 세종시",
    "경기": "경기도",
    "강원": "강원특별자치도 강원도",
    "충북": "충청북도",
    "충남": "충청남도",
    "전북": "전북특별자치도 전라북도",
    "전남": "전라남도",
    "경북": "경상북도",
    "경남": "경상남도",
    "제주": "제주특별자치도 제주도",
    "전남광주": "전남광주통합특별시",
}
"""Short name of each province or metropolitan city, and how else it is written."""
SHORT = {long: short for short, longs in SIDO.items() for long in (short, *longs.split())}
DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−－~", "-"))
HANGUL = "가-힣"

# What may follow a number that is no building number and no lot: a floor, a block, the name of
# a street or of a neighbourhood, or the mask of a figure that was hidden on purpose.
NOT_A_NUMBER = (
    r"(?![0-9*]|\s?(?:층|호|동|[가나다라]동|블[럭록]|롯트|로트|공구|지구|단지|차|번?길|로|가))"
)
ROAD = re.compile(
    rf"(?<![^\s,(])(?P<road>[{HANGUL}A-Za-z0-9][{HANGUL}A-Za-z0-9·.]*?(?:대로|로|길)"
    rf"(?:\s?\d+[{HANGUL}]?(?:번?안?길|번가길)|\s?[가나다라마바사아]길)*)"
    r"\s?(?:(?:지하|공중)\s?)?(?P<number>\d{1,4})(?:\s?-\s?(?P<sub>\d{1,4}))?" + NOT_A_NUMBER
)
# 종로1가 24 and 을지로3가 5 are neighbourhoods although they begin like roads.
LOT = re.compile(
    rf"(?P<dong>[{HANGUL}]+\d*(?:\.\d)?(?:동|리|로\d가|가|로)|[{HANGUL}]+\d*가)"
    r"\s?(?P<hill>산\s?)?(?P<lot>\d{1,4})(?:\s?-\s?(?P<sub>\d{1,4}))?"
    r"(?:\s?번지(?:\s?(?P<ho>\d{1,4})\s?호)?)?" + NOT_A_NUMBER
)
DONG = re.compile(rf"(?:^|[\s,;])(?P<dong>[{HANGUL}]+\d*(?:\.\d)?(?:동|리|가))(?=$|[\s,;])")
BRACKETS = re.compile(r"\(([^)]*)\)?")
TOWN = re.compile(rf"^[{HANGUL}]+(?:읍|면)$")
DISTRICT = re.compile(rf"^[{HANGUL}]+(?:시|군|구)$")


@dataclass(frozen=True, slots=True)
class Address:
    """What an address says; empty texts and zeros where it does not say it.

    ``sido`` is the short name of the province; ``cities`` has one word, or two where a city has
    districts. ``number`` and ``sub`` are those of the building on its road, ``lot`` and
    ``lot_sub`` those of the plot; ``hill`` marks plots of the register of hills (산).
    """

    sido: str = ""
    cities: tuple[str, ...] = ()
    town: str = ""
    road: str = ""
    number: int = 0
    sub: int = 0
    dong: str = ""
    lot: int = 0
    lot_sub: int = 0
    hill: bool = False

    @property
    def road_address(self) -> str:
        """Write road and building number, such as ``양천로47길 120-38``; empty without either."""
        if not self.number:
            return ""
        return f"{self.road} {self.number}" + (f"-{self.sub}" if self.sub else "")

    @property
    def lot_address(self) -> str:
        """Write neighbourhood and lot, such as ``송도동 11-6``; empty without either."""
        if not self.lot:
            return ""
        hill = "산" if self.hill else ""
        return f"{self.dong} {hill}{self.lot}" + (f"-{self.lot_sub}" if self.lot_sub else "")


def normalised(text: str) -> str:
    """Bring an address to one way of writing.

    Parameters
    ----------
    text : str
        As found in a file.

    Returns
    -------
    str
        NFC; full-width digits and signs as plain ones; one kind of dash; single spaces.

    Examples
    --------
    >>> normalised("서울　강서구  마곡중앙로 １６５－３")
    '서울 강서구 마곡중앙로 165-3'
    """
    plain = unicodedata.normalize("NFKC", text).translate(DASHES)
    return " ".join(plain.split())


@lru_cache(maxsize=65_536)
def parse_address(text: str) -> Address:
    """Take a Korean address apart.

    Parameters
    ----------
    text : str
        A road address, a lot address, or both; floors, units, building names, brackets, "번지",
        "일원" and "외 7필지" may stand in it.

    Returns
    -------
    Address
        Empty parts where nothing was found; no error for a text that is no address.

    Notes
    -----
    Nothing is looked up: "세종로 1-68" is read as number 1-68 of a road although the
    neighbourhood 세종로 has lots as well. A masked lot ("7**") is no lot, and a block of a plan
    ("168블럭 27로트") is neither a number nor a lot.

    Examples
    --------
    >>> parse_address("서울특별시 강서구 양천로47길 120-38 (마곡동)").road_address
    '양천로47길 120-38'
    >>> parse_address("인천 연수구 송도동 11-6번지 3층").lot_address
    '송도동 11-6'
    """
    plain = normalised(text)
    sido, cities, town, rest = _region(plain)
    # In brackets the lot follows a comma: (모곡동, 432-1).
    bracketed = re.sub(r"(?<=[동리가]),(?=\s?산?\s?\d)", "", "; ".join(BRACKETS.findall(rest)))
    body = " ".join(BRACKETS.sub(" , ", rest).split())
    road = ROAD.match(body) or ROAD.search(body)
    lot = LOT.match(body)
    if lot and re.search(r"로\d가$", lot["dong"]):
        road = None
    if road and road.start() and lot and lot.start() == 0:
        # The lot comes first: what looks like a road behind it is a building's name.
        road = ROAD.search(bracketed)
    if road and lot and road.start() == lot.start() == 0:
        lot = None
    if lot is None:
        after = body[road.end() :] if road and road.string is body else body
        lot = LOT.search(bracketed) or (LOT.search(after) if road is None else None)
    before = body[: road.start()] if road and road.string is body else body
    named = DONG.search(before) or DONG.search(bracketed)
    return Address(
        sido=sido,
        cities=cities,
        town=town,
        road=re.sub(r"\s", "", road["road"]) if road else "",
        number=int(road["number"]) if road else 0,
        sub=int(road["sub"] or 0) if road else 0,
        dong=lot["dong"] if lot else (named["dong"] if named else ""),
        lot=int(lot["lot"]) if lot else 0,
        lot_sub=int(lot["sub"] or lot["ho"] or 0) if lot else 0,
        hill=bool(lot and lot["hill"]),
    )


def may_be_one(one: Address, other: Address) -> bool:
    """Say whether two addresses can lie in the same region, as far as they tell it.

    Parameters
    ----------
    one, other : Address
        Of the same road, or of the same neighbourhood.

    Returns
    -------
    bool
        False where province, city, district or town contradict each other; a region and what it
        became by a known change do not.

    Examples
    --------
    >>> may_be_one(parse_address("인천 연수구 송도동 7"), parse_address("송도동 7"))
    True
    >>> may_be_one(parse_address("인천 중구 중앙로 7"), parse_address("대전 중구 중앙로 7"))
    False
    """
    if one.town and other.town and one.town != other.town:
        return False
    return any(
        _agree(before, after)
        for before in (one, *_renamed(one))
        for after in (other, *_renamed(other))
    )


def _agree(one: Address, other: Address) -> bool:
    if one.sido and other.sido and one.sido != other.sido:
        return False
    # 청주시 흥덕구 is also written 청주시, or 흥덕구.
    mine, theirs = set(one.cities), set(other.cities)
    return mine <= theirs or theirs <= mine


@lru_cache(maxsize=65_536)
def _renamed(address: Address) -> tuple[Address, ...]:
    """Write an address as it is written since its region was renamed, divided or merged."""
    made = []
    for row in change_rows():
        whole_province = len(row["code"]) == 2
        if address.sido == row["sido"] and (whole_province or row["name"] in address.cities):
            cities = address.cities if whole_province else tuple(row["became_name"].split())
            made.append(dataclasses.replace(address, sido=row["became_sido"], cities=cities))
    return tuple(made)


def _region(plain: str) -> tuple[str, tuple[str, ...], str, str]:
    words = plain.split(" ")
    sido = SHORT.get(words[0], "") if words else ""
    # 광주시 is a city of 경기; as a metropolitan city it is followed by a district.
    if not sido and words[0] == "광주시" and len(words) > 1 and words[1].endswith("구"):
        sido = "광주"
    place = 1 if sido else 0
    cities: list[str] = []
    while place < len(words) and len(cities) < 2 and DISTRICT.match(words[place]):
        cities.append(words[place])
        place += 1
    town = ""
    if place < len(words) and TOWN.match(words[place]):
        town = words[place]
        place += 1
    return sido, tuple(cities), town, " ".join(words[place:])
