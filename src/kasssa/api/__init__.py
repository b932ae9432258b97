"""The JSON door: the same words as the pages, with problem+json for refusals."""
