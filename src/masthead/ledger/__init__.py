"""The outlet's side of the public record: rows for what is published, and the log made of them."""
