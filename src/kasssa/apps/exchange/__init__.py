"""Sending, delivering, opening and answering. Owns: envelopes and refusals."""
