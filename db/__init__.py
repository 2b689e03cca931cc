"""From a `Report` to rows of SQLite. Knows the record, not the page."""
