"""Frameworks: what a recipe's moments do to their arrays."""
