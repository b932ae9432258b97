"""The closed code lists of EN 16931, as the official validation artefacts 1.3.16 (2026-04) hold them.

They change twice a year: a new version is a new edit of these modules, and ``VERSION`` says which it is.
"""

VERSION = "1.3.16"
