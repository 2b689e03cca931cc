"""Pages of the web to a `Document`."""
