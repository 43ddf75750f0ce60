"""Wagtail pages that are read at their address instead of their place in the page tree."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar
from urllib.parse import urlsplit

from django.contrib.contenttypes.models import ContentType
from django.db.models import OuterRef, Subquery
from wagtail.models import Page, PageQuerySet, PageViewRestriction, Site

from masthead.core.batch import once
from masthead.core.sites import address_of, linked
from masthead.core.text import nfc

from .assign import canonical
from .models import Address
from .paths import absolute, encoded
from .short_names import ShortNamed, free_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import Model
    from django.http import HttpRequest


def canonical_path_of(model: type[Model]) -> Subquery:
    """Annotation with the canonical path of each row of ``model``, so that lists need one query."""
    return Subquery(
        Address.objects.filter(
            content_type=ContentType.objects.get_for_model(model),
            object_id=OuterRef("pk"),
            is_canonical=True,
        ).values("path")[:1]
    )


def paths_of(pages: Iterable[Page]) -> dict[int, str]:
    """Return the canonical path of each page that has one, by the page's id, in one query."""
    kinds: dict[int, int] = {page.pk: page.content_type_id for page in pages}
    rows = Address.objects.filter(
        is_canonical=True, object_id__in=kinds, content_type__in=set(kinds.values())
    ).values_list("object_id", "content_type_id", "path")
    return {pk: path for pk, kind, path in rows if pk and kind == kinds[pk]}


def anything_is_private() -> bool:
    """Whether there are pages that are not open to everybody; hardly an outlet has any."""
    return once("private pages", PageViewRestriction.objects.exists)


def few(model: type[Page]) -> tuple[Any, ...]:
    """Return the public pages of a kind of which there are few, such as sections, with their paths.

    In the order of the page tree; read once in a batch.
    """
    return once(("few", model), lambda: tuple(_few(model)))


def _few(model: type[Page]) -> PageQuerySet:
    # By the table of the kind: SQLite, without statistics, goes through all pages for them.
    ids = list(model.objects.order_by().values_list("pk", flat=True))
    pages = model.objects.live().filter(pk__in=ids).order_by("path")
    if anything_is_private():
        pages = pages.public()
    return pages.annotate(listed_path=canonical_path_of(model))


class AddressedPage(ShortNamed, Page):
    """A page whose public path is a row of ``Address``; without one it is not public."""

    # Published pages are files that anybody gets: none may promise to be kept from some.
    private_page_options: ClassVar[list[str]] = []

    # Filled by ``canonical_path_of`` in lists; None means "not looked up", since drafts gain one.
    listed_path: str | None = None

    class Meta:
        abstract = True

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        """Check the page, with a short name if it had none."""
        self._name_shortly()
        super().full_clean(*args, **kwargs)

    def minimal_clean(self) -> None:
        """Check what even a draft needs; it has a short name from the first."""
        self._name_shortly()
        super().minimal_clean()

    def _name_shortly(self) -> None:
        if self.slug:
            self.slug = nfc(self.slug)
        elif self.title:
            parent = self.get_parent()
            self.slug = free_name(
                self.title,
                lambda name: Page._slug_is_available(name, parent, self),  # noqa: SLF001 - its only name
            )

    @property
    def public_path(self) -> str | None:
        """The canonical path, percent signs decoded; None before first publication."""
        if self.listed_path is None:
            row = canonical(self)
            self.listed_path = row.path if row else None
        return self.listed_path

    def get_url(self, request: HttpRequest | None = None, current_site: Any = None) -> str | None:
        """How the page that is being made leads here, mostly the public path, percent-encoded.

        None before first publication. Wagtail's own way asks for the site at every link; here the
        database is asked nothing where the page is listed.
        """
        return linked(encoded(self.public_path)) if self.public_path else None

    url = property(get_url)

    def get_full_url(self, request: HttpRequest | None = None) -> str | None:
        """The public address with scheme and host."""
        url = self.get_url(request)
        return absolute(url) if url else None

    full_url = property(get_full_url)

    def get_url_parts(self, request: HttpRequest | None = None) -> tuple[Any, ...] | None:
        """Wagtail's one hook for a page's address (see wagtail.models.Page.get_url_parts)."""
        path = self.public_path
        site = Site.find_for_request(request) if request else None
        site = site or Site.objects.filter(is_default_site=True).first()
        if path is None or site is None:
            return None
        whole = urlsplit(address_of(encoded(path)))
        root = f"{whole.scheme}://{whole.netloc}"
        return (site.pk, root, whole.geturl().removeprefix(root))
