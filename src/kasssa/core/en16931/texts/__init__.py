"""The words of every finding, Ukrainian and English: what is wrong and how to mend it.

Rules that ask the same of different terms share a sentence with the term's name in it, so
that no rule is left without words. ``say.say`` finds them.
"""
