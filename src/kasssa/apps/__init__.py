"""The contexts, stacked: each owns its tables, a higher one may call a lower one, never the reverse.

privacy    a person's own copy of what is held about them
support    conversations with the operator
payments   money that arrived
exchange   sending, delivering, opening, answering
signing    who signed which bytes with what certificate
documents  drafts, numbers, issued bytes, mailboxes, states
directory  whom an organisation deals with
consents   versioned texts and who agreed to them
accounts   people, organisations, memberships, tokens

They meet only at each other's ``actions`` and ``queries``.
"""
