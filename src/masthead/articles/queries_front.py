"""What the front page shows: first what editors placed by hand, then by rule; no story twice.

By rule, news comes before opinion and advertisements have no place, and a translation is found
beside its original. A story is chosen by its id first; all are then read at once, so that the
number of queries grows neither with the archive nor with the number of sections.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db.models import Q

from .kinds import Kind

if TYPE_CHECKING:
    from .models import ArticlePage, FrontPage, SectionPage
    from .querysets import ArticleQuerySet

TOP = 4
OPINION = 3
ROW = 5
RECENT = 10


@dataclass
class Row:
    """A section and its newest stories."""

    section: SectionPage
    stories: list[ArticlePage] = field(default_factory=list)


class Front:
    """Fills the places of ``front``; read the attributes after ``compose``."""

    def __init__(self, front: FrontPage, stories: ArticleQuerySet) -> None:
        self.front = front
        self.all = stories.published()
        self.by_rule = self.all.filter(translation_of=None).exclude(kind=Kind.SPONSORED)
        self.taken: list[int] = []

    def compose(self, sections: Sequence[SectionPage]) -> dict[str, Any]:
        """Return the context of the front page's template; ``sections`` are all that are live."""
        picked = self._picked()
        top = picked["lead"][:1] + picked["top"] + picked["lead"][1:]
        news = self.by_rule.exclude(kind=Kind.OPINION)
        top = self._fill(top, 1 + TOP, news)
        top = self._fill(top, 1 + TOP, self.by_rule)  # an outlet of nothing but opinion has a lead
        opinion = self._fill(picked["opinion"], OPINION, self.by_rule.filter(kind=Kind.OPINION))
        rows = [(section, self._take(ids)) for section, ids in self._rows(sections)]
        recent = self._fill([], RECENT, self.by_rule)
        found = {story.pk: story for story in self.all.for_lists().filter(pk__in=self.taken)}
        stories = [found[pk] for pk in top]
        return {
            "lead": stories[0] if stories else None,
            "top": stories[1:],
            "opinion": [found[pk] for pk in opinion],
            "rows": [Row(section, [found[pk] for pk in ids]) for section, ids in rows if ids],
            "recent": [found[pk] for pk in recent],
        }

    def _picked(self) -> dict[str, list[int]]:
        """Return the ids placed by hand, by slot and in order, of stories that readers may see."""
        picks = list(self.front.picks.all())
        ids = [pick.article_id for pick in picks]
        public = set(self.all.filter(pk__in=ids).values_list("pk", flat=True))
        slots: dict[str, list[int]] = {"lead": [], "top": [], "opinion": []}
        for pick in picks:
            if pick.article_id in public:
                slots[pick.slot] += self._take([pick.article_id])
        return slots

    def _fill(self, chosen: list[int], size: int, rule: ArticleQuerySet) -> list[int]:
        missing = size - len(chosen)
        if missing <= 0:
            return chosen
        return chosen + self._take(self._newest(rule, missing).values_list("pk", flat=True))

    def _take(self, ids: Iterable[int]) -> list[int]:
        """Return the ids that are not yet on the page, and note that they are now."""
        new = [pk for pk in dict.fromkeys(ids) if pk not in self.taken]
        self.taken += new
        return new

    def _newest(self, rule: ArticleQuerySet, size: int) -> ArticleQuerySet:
        return rule.exclude(pk__in=self.taken).newest_first()[:size]

    def _rows(self, sections: Sequence[SectionPage]) -> list[tuple[SectionPage, list[int]]]:
        """Return the newest story ids of each row's section and what is inside it, in one query."""
        by_id = {section.pk: section for section in sections}
        asked = [by_id[row.section_id] for row in self.front.rows.all() if row.section_id in by_id]
        shown = asked or [section for section in sections if section.depth == self.front.depth + 1]
        inside = {
            section.pk: [other.pk for other in sections if other.path.startswith(section.path)]
            for section in shown
        }
        wanted = Q(pk__in=[])
        for ids in inside.values():
            newest = self._newest(self.by_rule.filter(section__in=ids), ROW)
            wanted |= Q(pk__in=newest.values("pk"))
        found = list(self.all.filter(wanted).newest_first().values_list("pk", "section_id"))
        return [
            (section, [pk for pk, home in found if home in inside[section.pk]][:ROW])
            for section in shown
        ]
