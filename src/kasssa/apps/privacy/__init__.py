"""A person's rights over what is held about them. Reads every other context; owns: archives."""
