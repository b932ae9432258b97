"""The document itself: what two organisations exchange, as frozen structs on EN 16931 semantics.

``model`` holds the structs, ``totals`` derives every sum, ``draft`` reads what a person
typed, ``checks`` says what is wrong with one line or text, ``faults`` how that is put in words.
"""
