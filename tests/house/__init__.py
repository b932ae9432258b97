"""The house rules as tests: what a linter cannot know.

A rule is a function that takes the sources of the project and returns the breaches it found, each as a
line that says where and what. ``test_rules.py`` asserts that there are none; ``test_rules_catch.py``
plants a breach of each rule and asserts that it is found.
"""
