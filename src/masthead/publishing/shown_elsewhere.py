"""What stands in stories and is changed beside them: a name, a picture, what an original quotes."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, Q
from wagtail.models import Page, ReferenceIndex

from masthead.articles.models import ArticlePage
from masthead.ledger import append
from masthead.translations.quotations import quotes

from . import rebake


def record(thing: Model, languages: Iterable[str] = ()) -> None:
    """Let every live story that shows ``thing`` be recorded anew; only those in ``languages``.

    Which of them look different is found when the content is put together; the others drop out.
    """
    kinds = ContentType.objects.get_for_models(ArticlePage, Page).values()
    found = ReferenceIndex.get_references_to(thing).filter(content_type__in=kinds)
    # The ids are text, which PostgreSQL compares with no number.
    ids = {int(number) for number in found.values_list("object_id", flat=True)}
    written = Q()
    for tag in languages:
        written |= Q(language__iexact=tag) | Q(language__istartswith=f"{tag}-")
    for page in ArticlePage.objects.live().filter(written, pk__in=ids):
        append.completion(page)


def quotations(original: ArticlePage) -> None:
    """Let every live translation that quotes be recorded and baked anew: ``original`` changed.

    A translation shows the words and sources of the original, see translations.quotations. Where
    readers may not see them any more, they may not read them in what was recorded until then.
    """
    for page in original.translations_made.live():
        if quotes(page):
            append.completion(page, many=False)
            rebake.carrying(page)
