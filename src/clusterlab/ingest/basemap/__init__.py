"""Base map of a cluster, derived from a file of geographic features that the user has."""
