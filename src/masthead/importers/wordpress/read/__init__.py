"""From a WXR file to typed records, in memory that does not grow with the file. No Django here."""
