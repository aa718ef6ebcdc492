"""Policy: promises, readings and verdicts."""

from ...model.lazy import files_of

__getattr__, __dir__ = files_of(__name__)
