"""What happens in the same transaction when something becomes public: the only receivers."""

from __future__ import annotations

from typing import Any

from django.db.models import Model
from django.db.models.signals import post_delete, post_save, pre_delete, pre_save
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_published, page_unpublished, post_page_move

from masthead.addresses.assign import assign
from masthead.addresses.models import Address
from masthead.articles.models.base import PublicPage
from masthead.bake import queue
from masthead.comments.models import CommentRules
from masthead.media.models import Document, Image
from masthead.outlet.models import Menu, MenuItem, OutletLink, OutletSettings, PolicyPage
from masthead.people.models import Person
from masthead.ticker.models import TickerItem

from . import pages, rebake, spreading

ON_EVERY_PAGE = (CommentRules, Menu, MenuItem, OutletLink, OutletSettings, PolicyPage)


def before_page(sender: type, instance: Any, **kwargs: Any) -> None:
    """Keep what readers see of a page until it is published anew or withdrawn."""
    # Given names of fields, Wagtail only notes the draft's state; nothing of it is public.
    if isinstance(instance, Page) and not kwargs["raw"] and not kwargs["update_fields"]:
        rebake.remember(instance)


def publish_page(sender: type, instance: Any, **kwargs: Any) -> None:
    """A page gets its permanent path at its first publication, and is baked."""
    # Wagtail sends the signal as well for a page that is only scheduled, which nobody may find yet.
    if isinstance(instance, PublicPage) and instance.live:
        instance.listed_path = assign(instance, instance.suggested_path()).path
    rebake.changed(instance)


def withdraw_page(sender: type, instance: Any, **kwargs: Any) -> None:
    """A page that was taken off the site answers "gone"."""
    rebake.changed(instance)


def delete_page(sender: type, instance: Any, **kwargs: Any) -> None:
    """So does one that was deleted."""
    if isinstance(instance, PublicPage):
        rebake.gone(instance)


def move_page(sender: type, instance: Any, **kwargs: Any) -> None:
    """A section at another place changes menus and what stands inside it."""
    rebake.whole_site()


def close_page(sender: type, instance: PageViewRestriction, **kwargs: Any) -> None:
    """A page that is not open to everybody any more is not left lying in the tree."""
    rebake.hidden(instance.page)


def before_person(sender: type, instance: Any, **kwargs: Any) -> None:
    """Keep the profile as it was."""
    instance.saved_before = Person.objects.filter(pk=instance.pk).first() if instance.pk else None


def save_person(sender: type, instance: Any, **kwargs: Any) -> None:
    """A person is public from the first save on: any story may name them."""
    if not kwargs.get("raw"):
        instance.listed_path = assign(instance, f"/author/{instance.slug}/").path
        rebake.person(instance.saved_before, instance)


def change_ticker(sender: type, instance: Model, **kwargs: Any) -> None:
    """Open pages ask for the ticker; the front page is read for it."""
    queue.request([*pages.TICKER, pages.FRONT])


def change_file(sender: type, instance: Model, **kwargs: Any) -> None:
    """A picture has another description, a file another name."""
    if not kwargs.get("created"):
        rebake.picture(instance)


def change_every_page(sender: type, instance: Model, **kwargs: Any) -> None:
    """The outlet's name, a menu: on every page."""
    rebake.whole_site()


def change_address(sender: type, instance: Address, **kwargs: Any) -> None:
    """A redirect was made, changed or taken away."""
    rebake.address(instance)


def connect() -> None:
    """Connect every receiver; called once when Django starts."""
    spreading.register()
    for signal, receiver in (
        (pre_save, before_page),
        (page_published, publish_page),
        (page_unpublished, withdraw_page),
        (pre_delete, delete_page),
        (post_page_move, move_page),
    ):
        signal.connect(receiver, dispatch_uid=receiver.__name__)
    pre_save.connect(before_person, sender=Person, dispatch_uid="before_person")
    post_save.connect(save_person, sender=Person, dispatch_uid="save_person")
    for receiver, models in (
        (close_page, (PageViewRestriction,)),
        (change_ticker, (TickerItem,)),
        (change_file, (Image, Document)),
        (change_every_page, ON_EVERY_PAGE),
        (change_address, (Address,)),
    ):
        for model in models:
            post_save.connect(receiver, sender=model, dispatch_uid=f"{receiver.__name__}-saved")
            post_delete.connect(receiver, sender=model, dispatch_uid=f"{receiver.__name__}-deleted")
