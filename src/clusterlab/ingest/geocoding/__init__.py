"""From Korean addresses to places: addresses read, matched against places that are known."""
