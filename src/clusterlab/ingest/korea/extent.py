"""Where Korea lies, for files that come without a folder to belong to."""

from ...load.coordinates import Extent

KOREA: Extent = (124.0, 33.0, 132.0, 39.5)
"""West, south, east and north edge [degree]."""
