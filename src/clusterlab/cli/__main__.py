"""Lets ``python -m clusterlab.cli`` be the command."""

from .start import main

if __name__ == "__main__":
    main()
