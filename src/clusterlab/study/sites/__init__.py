"""Sites: candidates, criteria, ranking, facilities and appraisals."""

from ...model.lazy import files_of

__getattr__, __dir__ = files_of(__name__)
