"""Who signed which bytes with what certificate, and whether the signature holds. Owns: signatures."""
