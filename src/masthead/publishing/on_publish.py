"""What happens in the same transaction when something becomes public: the only receivers."""

from __future__ import annotations

from typing import Any

from django.db.models import Model, ProtectedError
from django.db.models.signals import post_delete, post_save, pre_delete, pre_save
from wagtail.models import Page, PageViewRestriction, Revision
from wagtail.search.index import insert_or_update_object
from wagtail.signals import page_published, page_unpublished, post_page_move

from masthead.addresses.assign import assign
from masthead.addresses.models import Address
from masthead.articles import editions
from masthead.articles.changes import Change
from masthead.articles.models import ArticlePage, TopicPage
from masthead.articles.models.base import PublicPage
from masthead.bake import queue
from masthead.comments.models import CommentRules
from masthead.importers.wordpress.files.open_forms import keep_what_came
from masthead.ledger import append
from masthead.ledger.models import RecordEntry
from masthead.media.models import Document, Image
from masthead.newsroom.roles import ensure_roles
from masthead.outlet.editions import Edition
from masthead.outlet.models import Menu, MenuItem, OutletLink, OutletSettings, PolicyPage
from masthead.people.models import Person, PersonName
from masthead.record.entry import EntryKind
from masthead.ticker.models import TickerItem
from masthead.translations import follow, sources
from masthead.translations.baking import bake

from . import pages, rebake, shown_elsewhere, spreading
from .corrections import explain

ON_EVERY_PAGE = (CommentRules, Menu, MenuItem, OutletLink, OutletSettings, PolicyPage)


def before_page(sender: type, instance: Any, **kwargs: Any) -> None:
    """Keep what readers see of a page until it is published anew or withdrawn."""
    # Given names of fields, Wagtail only notes the draft's state; nothing of it is public.
    if isinstance(instance, Page) and not kwargs["raw"] and not kwargs["update_fields"]:
        rebake.remember(instance)
        if isinstance(instance, ArticlePage):
            sources.give_what_goes(instance)


def save_revision(sender: type, instance: Revision, **kwargs: Any) -> None:
    """A form that was open while a picture came does not take it away again.

    Nor does a translation hold a source that its original has, or lose it when they part.
    """
    if not kwargs["raw"] and not kwargs["update_fields"]:
        keep_what_came(instance)
        sources.settle(instance)


def publish_page(sender: type, instance: Any, **kwargs: Any) -> None:
    """A page gets its permanent path at its first publication, and is baked."""
    # Wagtail sends the signal as well for a page that is only scheduled, which nobody may find yet.
    if isinstance(instance, PublicPage) and instance.live:
        instance.listed_path = assign(instance, instance.suggested_path()).path
    rebake.changed(instance)


def record_publication(sender: type, instance: Any, **kwargs: Any) -> None:
    """Every text that readers get has its entry in the public record, or they do not get it."""
    revision = kwargs.get("revision")
    if isinstance(instance, ArticlePage) and instance.live:
        # A live story that is only scheduled to change has another revision than this one.
        if revision is not None and instance.live_revision_id != revision.pk:
            return
        explain(instance)
        tell_translations(instance, append.publication(instance))
        shown_elsewhere.quotations(instance)
    elif isinstance(instance, TopicPage) and instance.live:
        shown_elsewhere.record(instance)


def tell_translations(page: ArticlePage, entry: RecordEntry) -> None:
    """A translation of what was changed is behind until somebody has compared them."""
    first = entry.revision == 1
    returns = entry.kind == EntryKind.PUBLISH and not first
    change = entry.change or (Change.UPDATE if returns else "")
    follow.original_published(page, change, first=first, at=entry.time)


def follow_original(sender: type, instance: ArticlePage, **kwargs: Any) -> None:
    """A story says from which one it was translated."""
    fields = kwargs["update_fields"]
    if kwargs.get("raw") or (fields is not None and "translation_of" not in fields):
        return
    if instance.translation_of_id or not kwargs["created"]:
        follow.bind(instance)


def record_withdrawal(sender: type, instance: Any, **kwargs: Any) -> None:
    """So has every text that is taken from them."""
    if isinstance(instance, ArticlePage):
        append.withdrawal(instance)
        shown_elsewhere.quotations(instance)


def withdraw_page(sender: type, instance: Any, **kwargs: Any) -> None:
    """A page that was taken off the site answers "gone"."""
    rebake.changed(instance)


def delete_page(sender: type, instance: Any, **kwargs: Any) -> None:
    """So does one that was deleted."""
    if isinstance(instance, PublicPage):
        rebake.gone(instance)
    if isinstance(instance, ArticlePage):  # a withdrawn one as well: it is told that it is gone
        sources.give_all(instance)
        bake(instance.translations_made.all())
        shown_elsewhere.quotations(instance)


def move_page(sender: type, instance: Any, **kwargs: Any) -> None:
    """A section at another place changes menus and what stands inside it."""
    rebake.whole_site()


def close_page(sender: type, instance: PageViewRestriction, **kwargs: Any) -> None:
    """A page that is not open to everybody any more is not left lying in the tree."""
    rebake.hidden(instance.page)
    story = instance.page.specific
    if isinstance(story, ArticlePage):
        shown_elsewhere.quotations(story)


def before_person(sender: type, instance: Any, **kwargs: Any) -> None:
    """Keep the profile as it was."""
    instance.saved_before = Person.objects.filter(pk=instance.pk).first() if instance.pk else None


def save_person(sender: type, instance: Any, **kwargs: Any) -> None:
    """A person is public from the first save on: any story may name them."""
    if not kwargs.get("raw"):
        instance.listed_path = assign(instance, f"/author/{instance.slug}/").path
        rebake.person(instance.saved_before, instance)


def before_name(sender: type, instance: PersonName, **kwargs: Any) -> None:
    """Keep what somebody was called in a language."""
    same = PersonName.objects.filter(pk=instance.pk) if instance.pk else PersonName.objects.none()
    instance.saved_before = same.first()


def save_name(sender: type, instance: PersonName, **kwargs: Any) -> None:
    """Somebody is called otherwise in a language; a person's form saves all names each time."""
    before = instance.saved_before
    if not kwargs.get("raw") and instance.differs_from(before):
        change_name(instance, before)


def delete_name(sender: type, instance: PersonName, **kwargs: Any) -> None:
    """Readers of that language know the person by the one name again."""
    if Person.objects.filter(pk=instance.person_id).exists():  # they are not deleted as a whole
        change_name(instance, None)


def change_name(name: PersonName, before: PersonName | None) -> None:
    """Bake what shows it, and record anew the bylines that do; find the person by it."""
    # Read anew: the one whose form is saved holds names that are not there yet.
    person = Person.objects.get(pk=name.person_id)
    named = {one.language for one in (name, before) if one and one.name}
    rebake.person(person, person)
    if named:
        rebake.whole_site()
        shown_elsewhere.record(person, named)
    insert_or_update_object(person)


def change_ticker(sender: type, instance: Model, **kwargs: Any) -> None:
    """Open pages ask for the ticker; the front page is read for it."""
    queue.request(pages.everywhere(*pages.TICKER, pages.FRONT))


def plant_edition(sender: type, instance: Edition, **kwargs: Any) -> None:
    """A new edition has a front page from the first day on, and all pages lead there."""
    if not kwargs.get("raw"):
        editions.plant(instance)
        ensure_roles()  # who may change a front page may change this one
    rebake.whole_site()


def keep_edition(sender: type, instance: Edition, **kwargs: Any) -> None:
    """An edition with stories or pages stays: nobody would find them any more."""
    reason = editions.why_it_stays(instance)
    if reason:
        raise ProtectedError(reason, {instance})


def uproot_edition(sender: type, instance: Edition, **kwargs: Any) -> None:
    """What it had answers "gone"."""
    editions.uproot(instance)
    rebake.whole_site()


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


def record_new_name(sender: type, instance: Person, **kwargs: Any) -> None:
    """A byline is part of what was published: under another name it has another entry."""
    before = instance.saved_before
    if before and before.name != instance.name:
        shown_elsewhere.record(instance)


def record_new_file(sender: type, instance: Any, **kwargs: Any) -> None:
    """So are pictures, with their captions, and files to download."""
    if not kwargs.get("created") and not kwargs.get("raw"):
        shown_elsewhere.record(instance)


def connect() -> None:
    """Connect every receiver; called once when Django starts."""
    spreading.register()
    for signal, receiver in (
        (pre_save, before_page),
        (page_published, publish_page),
        (page_published, record_publication),
        (page_unpublished, withdraw_page),
        (page_unpublished, record_withdrawal),
        (pre_delete, delete_page),
        (post_page_move, move_page),
    ):
        signal.connect(receiver, dispatch_uid=receiver.__name__)
    pre_save.connect(save_revision, sender=Revision, dispatch_uid="save_revision")
    pre_save.connect(before_person, sender=Person, dispatch_uid="before_person")
    post_save.connect(plant_edition, sender=Edition, dispatch_uid="plant_edition")
    pre_delete.connect(keep_edition, sender=Edition, dispatch_uid="keep_edition")
    post_delete.connect(uproot_edition, sender=Edition, dispatch_uid="uproot_edition")
    post_save.connect(save_person, sender=Person, dispatch_uid="save_person")
    pre_save.connect(before_name, sender=PersonName, dispatch_uid="before_name")
    post_save.connect(save_name, sender=PersonName, dispatch_uid="save_name")
    post_delete.connect(delete_name, sender=PersonName, dispatch_uid="delete_name")
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
    post_save.connect(follow_original, sender=ArticlePage, dispatch_uid="follow_original")
    post_save.connect(record_new_name, sender=Person, dispatch_uid="record_new_name")
    for model in (Image, Document):
        uid = f"record_new_file_{model.__name__}"
        post_save.connect(record_new_file, sender=model, dispatch_uid=uid)
