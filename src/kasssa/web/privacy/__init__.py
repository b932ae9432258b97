"""The page of one's own data."""
