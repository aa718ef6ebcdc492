"""Maps of the reports: tables of a study, drawn for one question each."""

from ...model.lazy import files_of

__getattr__, __dir__ = files_of(__name__)
