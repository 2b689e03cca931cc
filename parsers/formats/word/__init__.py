"""Word documents to a `Document`."""
