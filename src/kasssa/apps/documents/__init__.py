"""Drafts, numbers, issued bytes, mailboxes and states.

Owns: documents, drafts, series, mailbox rows, and ``move``, through which every state changes.
"""
