"""Letters out: the wish to send commits with the act, a worker sends and notes what became of it."""
