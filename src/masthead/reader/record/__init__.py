"""The public record as readers see it."""
