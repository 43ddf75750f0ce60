"""From a path to the thing that is read there, also to people's pages in each edition."""

from __future__ import annotations

from masthead.addresses.paths import encoded
from masthead.addresses.resolve import Found, resolve
from masthead.core.edition import Place, here

from .models import Person


def resolve_here(asked: str) -> Found | None:
    """Return what stands at ``asked`` (percent-encoded), or None where nothing ever did.

    A person has one address; below the home of each further edition the same path leads to their
    page with the stories of that edition.
    """
    found = resolve(asked)
    edition = here()
    if found is not None or edition == Place():
        return found
    found = resolve(edition.rest(asked))
    if found and found.redirect_to and found.redirect_to.startswith("/"):
        to_person = _is_person(resolve(encoded(found.redirect_to)))
        return Found(redirect_to=edition.path(found.redirect_to)) if to_person else None
    return found if _is_person(found) else None


def _is_person(found: Found | None) -> bool:
    return found is not None and isinstance(found.thing, Person)
