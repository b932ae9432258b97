"""Pages of one's own organisation: requisites, people, keys, and proving that it is one's own."""
