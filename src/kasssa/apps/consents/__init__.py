"""Versioned texts, who agreed to which bytes of them, and who wants the news. Owns all three."""
