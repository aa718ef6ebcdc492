"""Public-data services: their data sets, one careful client, and what makes tables of answers."""
