"""The questions: each a function from tables to findings; no words, no drawing."""

from ..model.lazy import files_of

__getattr__, __dir__ = files_of(__name__)
