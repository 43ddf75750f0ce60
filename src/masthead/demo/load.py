"""Filling an outlet with the fictional one."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from masthead.articles.models import ArticlePage
from masthead.articles.tree import plant
from masthead.bake import queue
from masthead.core.tasks import once_each
from masthead.demo.desk import Desk
from masthead.demo.discuss import discuss, fill_ticker
from masthead.demo.editions import found_editions, furnish_editions
from masthead.demo.furnish import hang_menus, lay_out_front, name_outlet
from masthead.demo.illustrate import illustrate
from masthead.demo.models import DemoThing
from masthead.demo.write import (
    write_drafts,
    write_pages,
    write_people,
    write_sections,
    write_stories,
    write_topics,
)
from masthead.outlet.models import OutletSettings


def can_load() -> bool:
    """Whether this outlet is still empty: the demo never mixes with anybody's stories."""
    return not DemoThing.objects.exists() and not ArticlePage.objects.exists()


@transaction.atomic
def load(now: datetime | None = None) -> bool:
    """Fill an empty outlet with the demo; True if it was done now.

    An outlet with the demo or with stories of its own is left as it is. All times are counted
    back from `now`. In one transaction: a crash leaves an empty outlet, and at most some picture
    files that no row names.
    """
    if not can_load():
        return False
    desk = Desk(now or timezone.now())
    front = plant(OutletSettings.load().name)
    with queue.whole_site_instead(), once_each():
        illustrate(desk)
        write_people(desk)
        write_sections(desk, front)
        write_topics(desk)
        write_pages(desk, front)
        found_editions(desk)
        write_stories(desk)
        write_drafts(desk)
        discuss(desk)
        fill_ticker(desk)
        name_outlet(desk)
        hang_menus(desk)
        lay_out_front(desk, front)
        furnish_editions(desk)
    return True
