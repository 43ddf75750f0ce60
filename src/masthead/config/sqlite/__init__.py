"""A database engine for Django: its SQLite, whose writers wait in a row."""
