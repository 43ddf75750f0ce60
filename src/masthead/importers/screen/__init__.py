"""Moving in from WordPress without a terminal: upload, look, import, report."""
