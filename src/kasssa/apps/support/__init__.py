"""Conversations with the operator. Owns: questions."""
