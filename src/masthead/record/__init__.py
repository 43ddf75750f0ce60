"""The public record: what was published, when, and what was changed since.

The modules that `pyproject.toml` lists as the pure half import neither Django nor Wagtail, so a
checker runs alone: `python -m masthead.record.verify`. `docs/record-format.md` has every format.
"""
