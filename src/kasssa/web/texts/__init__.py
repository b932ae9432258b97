"""The policy and the offer, for everybody to read, version by version."""
