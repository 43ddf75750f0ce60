"""The outlet and its site, as schema.org describes a news organisation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from masthead.addresses.pages import paths_of
from masthead.addresses.paths import absolute, encoded
from masthead.core.edition import here
from masthead.core.sites import address_of
from masthead.reader.head.pictures import cut

from .ids import Data, filled, outlet_id, picture_data, site_id

if TYPE_CHECKING:
    from masthead.outlet.models import OutletSettings

LOGO = "max-600x200"


def outlet_brief(outlet: OutletSettings) -> Data:
    """Return what a publisher is known by on every page."""
    return filled(
        {
            "@type": "NewsMediaOrganization",
            "@id": outlet_id(),
            "name": outlet.name,
            "url": address_of("/"),
            "logo": _logo(outlet),
        }
    )


def outlet_whole(outlet: OutletSettings) -> Data:
    """Return all that the outlet says of itself, its policies by the pages that state them."""
    return outlet_brief(outlet) | filled(
        {
            "slogan": outlet.tagline,
            "description": outlet.description,
            "foundingDate": outlet.founded.isoformat() if outlet.founded else None,
            "contactPoint": _contact(outlet),
            "address": outlet.postal_address,
            "sameAs": [link.url for link in outlet.links.all()],
            **_policies(outlet),
        }
    )


def site(outlet: OutletSettings) -> Data:
    """Return the site in this language, with how to search it."""
    return {
        "@type": "WebSite",
        "@id": site_id(),
        "name": outlet.name,
        "url": address_of(here().home),
        "inLanguage": outlet.language,
        "publisher": {"@id": outlet_id()},
        "potentialAction": {
            "@type": "SearchAction",
            "target": {
                "@type": "EntryPoint",
                "urlTemplate": address_of(here().path("/search/?q={search_term_string}")),
            },
            "query-input": "required name=search_term_string",
        },
    }


def _logo(outlet: OutletSettings) -> Data | None:
    logo = outlet.logo
    if logo and logo.is_svg():
        return {"@type": "ImageObject", "url": absolute(logo.file.url)}
    made = cut(logo, LOGO)
    return picture_data(made) if made else None


def _contact(outlet: OutletSettings) -> Data | None:
    ways = filled({"email": outlet.email, "telephone": outlet.telephone})
    return {"@type": "ContactPoint", "contactType": "newsroom", **ways} if ways else None


def _policies(outlet: OutletSettings) -> Data:
    policies = list(outlet.policies.select_related("page"))
    paths = paths_of(policy.page for policy in policies)
    return {
        policy.kind: address_of(encoded(paths[policy.page_id]))
        for policy in policies
        if policy.page.live and policy.page_id in paths
    }
