"""Money that arrived, and how to send it. Owns: payments."""
