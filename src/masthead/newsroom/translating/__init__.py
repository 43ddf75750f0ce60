"""The translation desk: which story is there in which language, and what agrees with what."""
