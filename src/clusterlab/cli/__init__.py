"""The command line, one file a verb."""

from .start import main as main
