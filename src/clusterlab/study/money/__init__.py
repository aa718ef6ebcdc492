"""Money: funds, their returns, and the market they stand in."""

from ...model.lazy import files_of

__getattr__, __dir__ = files_of(__name__)
