"""What the front page shows: first what editors placed by hand, then by rule; no story twice.

By rule, news comes before opinion and advertisements have no place, and a translation whose
original is in the same edition is found beside it. Stories are chosen among the newest by their ids
and then read at once; only a section or opinion that has too little among the newest is asked for
by itself. So neither the number of queries nor their work grows with the archive.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import Exists, F, OuterRef, Q

from .kinds import Kind
from .lists import Of, StoryList
from .querysets import teasers

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from .models import ArticlePage, FrontPage, Listing, SectionPage
    from .querysets import ArticleQuerySet

TOP = 4
OPINION = 3
ROW = 5
RECENT = 10
NEWEST = 300  # stories, about what the places above can hold in an outlet of twenty sections


@dataclass
class Row:
    """A section and its newest stories."""

    section: SectionPage
    stories: list[ArticlePage] = field(default_factory=list)


class Front:
    """Fills the places of ``front`` from ``stories``."""

    def __init__(self, front: FrontPage, stories: ArticleQuerySet) -> None:
        self.front = front
        self.all = stories.published()
        self.edition = front.edition.number
        newest = self._by_rule(StoryList(Of.ALL, edition=self.edition))
        columns = ("story", "story__kind", "story__section")
        self.newest = list(newest.values_list(*columns)[:NEWEST])
        self.taken: list[int] = []

    def compose(self, sections: Sequence[SectionPage]) -> dict[str, Any]:
        """Return the context of the front page's template; ``sections`` are all that are live."""
        picked = self._picked()
        top = picked["lead"][:1] + picked["top"] + picked["lead"][1:]
        top = self._fill(top, 1 + TOP, (pk for pk, kind, _ in self.newest if kind != Kind.OPINION))
        # An outlet of nothing but opinion has a lead as well.
        top = self._fill(top, 1 + TOP, (pk for pk, _, _ in self.newest))
        opinion = self._fill(picked["opinion"], OPINION, self._opinion())
        rows = [(section, self._fill([], ROW, ids)) for section, ids in self._rows(sections)]
        recent = self._fill([], RECENT, (pk for pk, _, _ in self.newest))
        found = teasers(self.all.model, self.taken)

        def there(ids: Iterable[int]) -> list[ArticlePage]:
            """Those still live: one may be withdrawn between the two questions."""
            return [found[pk] for pk in ids if pk in found]

        stories = there(top)
        return {
            "lead": stories[0] if stories else None,
            "top": stories[1:],
            "opinion": there(opinion),
            "rows": [Row(section, left) for section, ids in rows if (left := there(ids))],
            "recent": there(recent),
        }

    def _by_rule(self, stories: StoryList) -> QuerySet[Listing]:
        """Those of ``stories`` that may stand here though nobody placed them, the newest first."""
        rows = stories.rows().exclude(story__kind=Kind.SPONSORED)
        return rows.exclude(self._beside_its_original())

    def _beside_its_original(self) -> Q:
        """Translations whose original is in this edition, as in an outlet of one all are."""
        # By story alone: with its kind SQLite would read the whole list of all stories.
        listed = apps.get_model("articles.Listing").objects.filter(edition=self.edition)
        original = Exists(listed.filter(story=OuterRef("story__translation_of")))
        return Q(original, story__translation_of__isnull=False)

    def _picked(self) -> dict[str, list[int]]:
        """Return the ids placed by hand, by slot and in order, of stories that readers may see."""
        picks = list(self.front.picks.all())
        ids = [pick.article_id for pick in picks]
        public = set(self.all.filter(pk__in=ids).values_list("pk", flat=True))
        slots: dict[str, list[int]] = {"lead": [], "top": [], "opinion": []}
        for pick in picks:
            if pick.article_id in public and pick.article_id not in self.taken:
                slots[pick.slot].append(pick.article_id)
                self.taken.append(pick.article_id)
        return slots

    def _fill(self, chosen: list[int], size: int, ids: Iterable[int]) -> list[int]:
        """Add those of ``ids`` that are not yet on the page, until there are ``size``."""
        chosen = list(chosen)
        for pk in ids:
            if len(chosen) >= size:
                break
            if pk not in self.taken:
                chosen.append(pk)
                self.taken.append(pk)
        return chosen

    def _opinion(self) -> list[int]:
        ids = [pk for pk, kind, _ in self.newest if kind == Kind.OPINION]
        if self._enough(ids, OPINION):
            return ids
        older = self._by_rule(StoryList(Of.OPINION, edition=self.edition))
        return list(older.values_list("story", flat=True)[: OPINION + len(self.taken)])

    def _rows(self, sections: Sequence[SectionPage]) -> list[tuple[SectionPage, list[int]]]:
        """Return the newest stories of each row's section and of the sections inside it."""
        by_id = {section.pk: section for section in sections}
        asked = [by_id[row.section_id] for row in self.front.rows.all() if row.section_id in by_id]
        shown = asked or [section for section in sections if section.depth == self.front.depth + 1]
        inside = {
            section.pk: {other.pk for other in sections if other.path.startswith(section.path)}
            for section in shown
        }
        near = {
            pk: [story for story, _, home in self.newest if home in inside[pk]] for pk in inside
        }
        short = {pk: inside[pk] for pk, ids in near.items() if not self._enough(ids, ROW)}
        older = self._older(short.values()) if short else []
        near |= {pk: [story for story, home in older if home in short[pk]] for pk in short}
        return [(section, near[section.pk]) for section in shown]

    def _older(self, groups: Iterable[set[int]]) -> list[tuple[int, int]]:
        """Return id and section of the newest stories of each group of sections, in one query."""
        wanted = Q(pk__in=[])
        for group in groups:
            rows = self._by_rule(StoryList(Of.SECTION, tuple(group), self.edition))
            newest = rows.filter(story__section=F("thing")).values("story")
            wanted |= Q(pk__in=newest[: ROW + len(self.taken)])
        return list(self.all.filter(wanted).newest_first().values_list("pk", "section_id"))

    def _enough(self, ids: list[int], size: int) -> bool:
        """Whether older stories are not needed, or there are none."""
        free = sum(pk not in self.taken for pk in ids)
        return free >= size or len(self.newest) < NEWEST
