"""What knows the country: area codes, addresses, industries, and its public services."""
