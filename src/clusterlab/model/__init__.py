"""What every room hands on: problems, numbers, sources, metrics, findings."""

from .lazy import files_of

__getattr__, __dir__ = files_of(__name__)
