"""What happens in the same transaction when something becomes public: the only receivers."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_save
from wagtail.signals import page_published

from masthead.addresses.assign import assign
from masthead.articles.models.base import PublicPage
from masthead.people.models import Person


def give_page_its_path(sender: type, instance: Any, **kwargs: Any) -> None:
    """A page gets its permanent path at its first publication."""
    # Wagtail sends the signal as well for a page that is only scheduled, which nobody may find yet.
    if isinstance(instance, PublicPage) and instance.live:
        instance.listed_path = assign(instance, instance.suggested_path()).path


def give_person_their_path(sender: type, instance: Person, **kwargs: Any) -> None:
    """A person is public from the first save on: any story may name them."""
    if not kwargs.get("raw"):
        instance.listed_path = assign(instance, f"/author/{instance.slug}/").path


def connect() -> None:
    """Connect every receiver; called once when Django starts."""
    page_published.connect(give_page_its_path, dispatch_uid="give_page_its_path")
    post_save.connect(give_person_their_path, sender=Person, dispatch_uid="give_person_their_path")
