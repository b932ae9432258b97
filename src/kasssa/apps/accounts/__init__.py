"""People, organisations and who acts for whom. Owns: persons, organisations, memberships, tokens."""
