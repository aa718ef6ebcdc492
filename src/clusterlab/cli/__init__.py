"""The command line, one file a verb."""

from .commands import main as main
