"""What a profile opens with: questions of dependence, supply, arrival and peers."""

from ...model.lazy import files_of

__getattr__, __dir__ = files_of(__name__)
