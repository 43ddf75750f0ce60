"""Names under which the parts of one page's data refer to each other."""

from __future__ import annotations

from masthead.addresses.paths import absolute

CONTEXT = "https://schema.org"

Data = dict[str, object]


def outlet_id() -> str:
    """Return the name of the outlet."""
    return absolute("/#outlet")


def site_id() -> str:
    """Return the name of the site."""
    return absolute("/#site")


def filled(data: Data) -> Data:
    """Return ``data`` without what is empty: a property stands for something that exists."""
    return {name: value for name, value in data.items() if value not in (None, "", [], {})}


def one_or_all(values: list[Data]) -> Data | list[Data] | None:
    """Return a single value as it is, several as a list."""
    return values[0] if len(values) == 1 else values or None
