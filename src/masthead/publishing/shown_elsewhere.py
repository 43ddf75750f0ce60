"""What stands in stories and is changed beside them: a name, a picture, a background page."""

from __future__ import annotations

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from wagtail.models import Page, ReferenceIndex

from masthead.articles.models import ArticlePage
from masthead.ledger import append


def record(thing: Model) -> None:
    """Let every live story that shows ``thing`` be recorded anew.

    Which of them look different is found when the content is put together; the others drop out.
    """
    kinds = ContentType.objects.get_for_models(ArticlePage, Page).values()
    found = ReferenceIndex.get_references_to(thing).filter(content_type__in=kinds)
    # The ids are text, which PostgreSQL compares with no number.
    ids = {int(number) for number in found.values_list("object_id", flat=True)}
    for page in ArticlePage.objects.live().filter(pk__in=ids):
        append.completion(page)
