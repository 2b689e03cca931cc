"""Who reports on which year, published when, and how to reach them."""
