"""What else a page prints beside its report: a second one, the table of another year, the same one again."""
