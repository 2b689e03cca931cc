"""PDF with a text layer to a `Document`."""
