"""Names under which the parts of one page's data refer to each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from masthead.core.edition import here
from masthead.core.sites import address_of

if TYPE_CHECKING:
    from masthead.reader.head.model import Picture

CONTEXT = "https://schema.org"

Data = dict[str, object]


def outlet_id() -> str:
    """Return the name of the outlet."""
    return address_of("/#outlet")


def site_id() -> str:
    """Return the name of the site in this language."""
    return address_of(here().path("/#site"))


def filled(data: Data) -> Data:
    """Return ``data`` without what is empty: a property stands for something that exists."""
    return {name: value for name, value in data.items() if value not in (None, "", [], {})}


def pixels(number: int) -> Data:
    """Return a length; E37 is the pixel of UN/CEFACT, by whose codes schema.org counts units."""
    return {"@type": "QuantitativeValue", "value": number, "unitCode": "E37"}


def picture_data(picture: Picture) -> Data:
    """Return a picture by its file and size."""
    return {
        "@type": "ImageObject",
        "url": picture.url,
        "width": pixels(picture.width),
        "height": pixels(picture.height),
    }


def one_or_all(values: list[Data]) -> Data | list[Data] | None:
    """Return a single value as it is, several as a list."""
    return values[0] if len(values) == 1 else values or None
