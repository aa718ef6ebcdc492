"""Levers: what each change of a scenario does, by the measures and the siting functions."""

from ...model.lazy import files_of

__getattr__, __dir__ = files_of(__name__)
