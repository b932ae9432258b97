"""EN 16931 validation: a received UBL or CII invoice is guarded, read and judged by every rule.

``profiles.judge`` goes from bytes to a verdict; ``guard``, ``reading`` and ``rules`` are its steps.
"""
