"""The ground: techniques that every context stands on and that own no word of the trade."""
