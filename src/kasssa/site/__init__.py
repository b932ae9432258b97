"""The wiring: settings, addresses, what follows from what, the schedule."""
