"""Charts for reports, one family a file; this file only hands names on."""

from .bars import ranges, ranking, stacked_shares
from .canvas import FULL_WIDTH_IN, new_figure
from .columns import time_columns
from .curves import distance_curve
from .dots import quotients
from .lines import year_bands, year_lines
from .multiples import comparison
from .scatter import moran_scatter
from .strips import position
from .swings import spread, swings
from .timeline import timeline

__all__ = [
    "FULL_WIDTH_IN",
    "comparison",
    "distance_curve",
    "moran_scatter",
    "new_figure",
    "position",
    "quotients",
    "ranges",
    "ranking",
    "spread",
    "stacked_shares",
    "swings",
    "time_columns",
    "timeline",
    "year_bands",
    "year_lines",
]
