"""The page tree of an outlet: a front page, its sections, and the drawers of stories and topics."""

from __future__ import annotations

from django.db import transaction
from wagtail.models import Page, Site

from .models import FrontPage, StoriesFolder, TopicsFolder


def front_page() -> FrontPage:
    """Return the first edition's front page. Raises FrontPage.DoesNotExist before ``plant``."""
    return FrontPage.objects.order_by("path")[:1].get()


def stories_folder() -> StoriesFolder:
    """Return the drawer that holds every story."""
    return StoriesFolder.objects.order_by("path")[:1].get()


def topics_folder() -> TopicsFolder:
    """Return the drawer that holds every topic."""
    return TopicsFolder.objects.order_by("path")[:1].get()


@transaction.atomic
def plant(name: str) -> FrontPage:
    """Make the tree where there is none, in place of Wagtail's welcome page."""
    found = FrontPage.objects.first()
    if found:
        return found
    root = Page.get_first_root_node()
    front = root.add_child(instance=FrontPage(title=name, slug="front", live=False))
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={"root_page": front, "hostname": "localhost", "site_name": name},
    )
    Page.objects.filter(depth=2).exclude(pk=front.pk).delete()
    front.add_child(instance=StoriesFolder(title="Stories", slug="stories"))
    front.add_child(instance=TopicsFolder(title="Topics", slug="topics"))
    front.save_revision().publish()
    return front_page()
