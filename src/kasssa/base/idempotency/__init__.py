"""The same request twice has one effect: the answer to each key is kept and given again."""
