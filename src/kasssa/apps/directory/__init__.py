"""Whom an organisation deals with, as it wrote them down. Owns: counterparties."""
