"""Lets ``python -m clusterlab.cli`` be the command."""

from .start import main

main()
