"""Data in: the catalog, the tables and their rules, strict readers, and what makes a new folder."""
