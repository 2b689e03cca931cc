"""Grids to the cells of the official forms."""
