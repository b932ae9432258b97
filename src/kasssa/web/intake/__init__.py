"""Pages of files from elsewhere: one invoice, or a list of many."""
