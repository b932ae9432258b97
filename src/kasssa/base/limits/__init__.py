"""How often one may: tries are counted by windows of time, and too many of them are refused."""
