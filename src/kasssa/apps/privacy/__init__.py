"""A person's own copy of what is held about them. Owns no table: it reads every other context."""
