"""The safety of an account (clause 1.8): devices known to sign a person in, sign-ins, and the freeze."""
