"""People: in a story by name and page, on their own page with all they say of themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from masthead.addresses.paths import absolute
from masthead.core.html import visible_text
from masthead.reader.head.pictures import cut

from .ids import Data, filled

if TYPE_CHECKING:
    from masthead.people.models import Person

PORTRAIT = "fill-600x600"


def person_brief(person: Person) -> Data:
    """Return who somebody is, as in a byline."""
    url = absolute(person.url) if person.url else None
    return filled(
        {
            "@type": "Person",
            "@id": f"{url}#person" if url else None,
            "name": person.name,
            "url": url,
            "jobTitle": person.job_title,
        }
    )


def profile(person: Person, article_count: int) -> Data:
    """Return the page of ``person``."""
    portrait = cut(person.portrait, PORTRAIT)
    whole = person_brief(person) | filled(
        {
            "description": visible_text(person.bio),
            "image": portrait.url if portrait else None,
            "email": person.email,
            "knowsLanguage": _listed(person.languages),
            "knowsAbout": _listed(person.knows_about),
            "sameAs": [link.url for link in person.links.all()],
            "agentInteractionStatistic": {
                "@type": "InteractionCounter",
                "interactionType": {"@type": "WriteAction"},
                "userInteractionCount": article_count,
            },
        }
    )
    return filled({"@type": "ProfilePage", "url": whole.get("url"), "mainEntity": whole})


def _listed(words: str) -> list[str]:
    return [word.strip() for word in words.split(",") if word.strip()]
