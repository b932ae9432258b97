"""Pages of documents: lists, the editor, one document, and what is done to it."""
