"""Every text of the product, in every language."""
