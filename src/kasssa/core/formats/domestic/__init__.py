"""What the Ukrainian formats have in common: findings with words, and XML read and written by one table.

``tables`` are the words in which a format is described, ``reading`` and ``writing`` obey
them, ``forms`` are the values of single elements, ``faults`` what may be found.
"""
