"""The questions on several clusters at once, side by side."""

from ...model.lazy import files_of

__getattr__, __dir__ = files_of(__name__)
