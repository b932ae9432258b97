"""What the tests need before any test is read."""
