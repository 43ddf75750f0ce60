"""The site's own name and language, where nobody has set them here yet."""

from django.db import transaction

from masthead.articles import tree
from masthead.articles.models import FrontPage
from masthead.core.text import collapse
from masthead.outlet.models import OutletSettings

from .context import Import
from .own_site import fill_outlet


@transaction.atomic
def write_outlet(run: Import) -> None:
    """Name, tagline and language of the old site; plants the page tree where there is none."""
    site = run.survey.old_site
    name = collapse(site.title)[:120]
    if not FrontPage.objects.exists():
        tree.plant(name or "Masthead")
    outlet = OutletSettings.load()
    fresh = OutletSettings()
    if name and outlet.name == fresh.name:
        outlet.name = name
        outlet.tagline = outlet.tagline or collapse(site.tagline)[:255]
        if outlet.language == fresh.language and site.language:
            outlet.language = run.language
        outlet.save()
        fill_outlet(outlet, run)
