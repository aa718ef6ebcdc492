"""Where Korea lies, its reference systems and its money, for files that say none of these."""

from ...load.coordinates import Extent

KOREA: Extent = (124.0, 33.0, 132.0, 39.5)
"""West, south, east and north edge [degree]."""
METRIC = {
    "EPSG:5186": "Korea 2000, Central Belt 2010",
    "EPSG:5179": "Korea 2000, Unified (UTM-K)",
    "EPSG:5181": "Korea 2000, Central Belt",
    "EPSG:5174": "Korean 1985, Modified Central Belt (Bessel)",
    "EPSG:2097": "Korean 1985, Central Belt (Bessel)",
    "EPSG:5187": "Korea 2000, East Belt 2010",
    "EPSG:5185": "Korea 2000, West Belt 2010",
    "EPSG:5178": "Korean 1985, Unified (Bessel)",
    "EPSG:32652": "WGS 84, UTM zone 52N",
    "EPSG:3857": "Web Mercator",
}
BESSEL_DEGREES = "EPSG:4162"
MISREADINGS = (
    f"{BESSEL_DEGREES}",
    "EPSG:5174 read as EPSG:2097",
    "EPSG:2097 read as EPSG:5174",
    "EPSG:5181 read as EPSG:5186",
    "EPSG:5186 read as EPSG:5181",
)
"""What degrees may have been made from by mistake."""
MONEY_WORDS = "원, 천원, 만원, 백만원, 억원, 조원"
"""How amounts of money are headed."""
MONEY_UNIT = "억원"
PRICE_UNIT = "원"
"""What amounts, and prices of land, are kept in where a folder does not say."""
