"""Paper: the page that a notebook writes on, its blocks, maps and templates."""

from ..model.lazy import files_of
from .opening import (
    open_comparison as open_comparison,
    open_nation as open_nation,
    open_page as open_page,
)

__getattr__, __dir__ = files_of(__name__)
