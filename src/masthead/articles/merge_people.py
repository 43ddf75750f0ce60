"""Two profiles of the same person become one."""

from __future__ import annotations

from django.contrib.contenttypes.models import ContentType
from django.db import transaction

from masthead.addresses.assign import paths_to
from masthead.addresses.models import Address
from masthead.bake import queue
from masthead.bake.models import Priority
from masthead.people.models import Person

from .models import Byline


@transaction.atomic
def merge(person: Person, into: Person) -> None:
    """Put all stories of ``person`` under ``into``, and let the one's page lead to the other's.

    The row of ``person`` stays: old drafts that name it are followed to ``into`` when they are
    saved. Raises ValueError where a profile would be merged into itself or into a merged one.
    """
    if into.pk == person.pk or into.merged_into_id or person.merged_into_id:
        message = f"{person} cannot be merged into {into}"
        raise ValueError(message)
    _move_bylines(person, into)
    kind = ContentType.objects.get_for_model(Person)
    Address.objects.filter(content_type=kind, object_id=person.pk).update(
        object_id=into.pk, is_canonical=False
    )
    person.comments.update(person=into)  # what they answered readers
    Person.objects.filter(merged_into=person).update(merged_into=into)
    account = person.account
    # Not saved as a whole: a saved person is given an address, and this one has none any more.
    Person.objects.filter(pk=person.pk).update(merged_into=into, account=None)
    if account and into.account is None:
        into.account = account
        into.save()
    queue.request(path for path in paths_to(into) if "?" not in path)
    queue.request_spread(queue.WHOLE_SITE, Priority.WHOLE_SITE, known_only=True)


def _move_bylines(person: Person, into: Person) -> None:
    """Give the bylines away; a story that named both in the same role names one of them once."""
    for line in Byline.objects.filter(person=person):
        same = Byline.objects.filter(article=line.article_id, role=line.role, person=into)
        if same.exists():
            line.delete()
        else:
            Byline.objects.filter(pk=line.pk).update(person=into)
