"""Maps, figures, colours and type; each file is imported when first used."""

from ..model.lazy import files_of

__getattr__, __dir__ = files_of(__name__)
