"""Charts for reports, one family a file; this file only hands names on."""

from .bars import ranges, ranking, stacked_shares
from .canvas import FULL_WIDTH_IN, new_figure
from .columns import time_columns
from .curves import distance_curve
from .dots import quotients
from .multiples import comparison
from .strips import position
from .timeline import timeline

__all__ = [
    "FULL_WIDTH_IN",
    "comparison",
    "distance_curve",
    "new_figure",
    "position",
    "quotients",
    "ranges",
    "ranking",
    "stacked_shares",
    "time_columns",
    "timeline",
]
