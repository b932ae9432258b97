"""A document as bytes and back: ``ubl`` is the form that is signed."""
