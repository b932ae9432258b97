"""Files that come from elsewhere and the drafts made of them: single invoices, and lists of many.

Owns what was received, the drafts' origins, and the course of each list: it stands above documents, whose
drafts it makes by their own action, and nothing that happens to a document afterwards needs to know of it.
"""
