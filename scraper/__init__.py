"""From county portals to captures: HTTP in, WARC out. Knows nothing of forms or databases."""
