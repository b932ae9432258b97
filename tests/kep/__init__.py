"""The tests of the signature library; they need neither Django nor a database."""
