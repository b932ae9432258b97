"""The audit: everything in the database against what was signed, by whoever may read all of it.

Nothing of it trusts the database: the keys come from their files, every hash is made again, and every act is
told again as the leaf that it should have. A fault names the very row.
"""
