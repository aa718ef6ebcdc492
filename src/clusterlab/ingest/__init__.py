"""From anything to a folder: readers, mapping, receipts, geocoding, public services."""

from ..model.lazy import files_of

__getattr__, __dir__ = files_of(__name__)
