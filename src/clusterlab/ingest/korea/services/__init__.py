"""Korea's public-data services, one file each."""
