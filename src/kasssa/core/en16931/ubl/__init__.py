"""The UBL 2.1 binding of EN 16931 (CEN/TS 16931-3-2), invoices and credit notes, as tables."""
