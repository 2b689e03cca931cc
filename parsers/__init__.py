"""From bytes to a `Report`: pure functions, no network, no database."""
