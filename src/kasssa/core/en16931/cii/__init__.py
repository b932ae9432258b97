"""The CII D16B binding of EN 16931 (CEN/TS 16931-3-3) as tables."""
