"""Runs: parameters, plans, kernels, stages, records, verification and the index."""

from ..model.lazy import files_of

__getattr__, __dir__ = files_of(__name__)
