"""Categories become sections, tags and other terms become topics."""

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

from django.db import transaction
from wagtail.models import Page

from masthead.articles import tree
from masthead.articles.models import SectionPage, TopicPage
from masthead.core.html import visible_text
from masthead.core.text import collapse, nfc, printable
from masthead.importers.models import ImportedThing

from ..map.own_story import path_of, paths_of, time_of
from ..map.paths import archive_path
from ..read.records import Term
from . import own_things
from .context import Import
from .editions import front_for
from .known import chunks
from .pages import NewPage, add_revisions, insert
from .paths import Claim, grant

_TITLE_LIMIT = 255
#: Terms of WordPress's own that group nothing readers know, and what to say of them.
_MACHINERY = {
    "nav_menu": "",  # menus are written later, and counted there
    "post_format": "A post's format is only how a theme showed it.",
    "link_category": "Link lists have no place here.",
    "author": "Authors are people here.",
    "language": "It says of posts in which language they are; each story knows that here.",
    "term_language": "It says of terms in which language they are.",
    "post_translations": "Its stories name the one they were translated from.",
    "term_translations": "It ties terms in several languages together.",
    "wp_theme": "It belongs to a theme.",
    "wp_template_part_area": "It belongs to a theme.",
    "wp_pattern_category": "It sorts patterns in the old editor.",
}


def write_terms(run: Import) -> None:
    """Sections with the tree of categories, and a topic for every other term."""
    sections, topics = [], []
    for term in run.survey.terms.values():
        if term.taxonomy == "category":
            sections.append(term)
        elif term.taxonomy not in _MACHINERY:
            topics.append(term)
        elif reason := _MACHINERY[term.taxonomy]:
            run.report.skipped("term", f"{term.taxonomy} {term.slug}", reason, term.place)
    for level in _levels(sections, run):
        for parent, below in level.items():
            with transaction.atomic():
                _write_sections(parent, below, run)
    done = 0
    for some in chunks(topics):
        with transaction.atomic():
            _write_topics(some, run)
        done += len(some)
        run.progress("topics", done, len(topics))


def _levels(terms: list[Term], run: Import) -> Iterator[dict[str, list[Term]]]:
    """Categories by parent, parents first. A parent that is missing or a circle counts as none."""
    slugs = {term.slug for term in terms}
    done: set[str] = {""}
    waiting = terms
    while waiting:
        ready = [term for term in waiting if term.parent in done or term.parent not in slugs]
        if not ready:
            run.report.note(
                "Categories are each other's parents; one now stands on top.", waiting[0].place
            )
            ready = waiting[:1]
        level: dict[str, list[Term]] = {}
        for term in ready:
            level.setdefault(
                term.parent if term.parent in run.sections or term.parent in slugs else "", []
            ).append(term)
        yield level
        done |= {term.slug for term in ready}
        waiting = [term for term in waiting if term.slug not in done]


def _write_sections(parent: str, terms: list[Term], run: Import) -> None:
    rows = run.known.find("category", (term.slug for term in terms))
    fresh = [term for term in terms if not _is_known(term, "category", rows, run)]
    by_page: dict[int, list[Term]] = {}
    for term in fresh:
        above = run.sections.get(parent) or front_for(_own(term, run), run)
        by_page.setdefault(above, []).append(term)
    for above, some in by_page.items():
        _insert_sections(Page.objects.get(pk=above), some, run)


def _insert_sections(above: Page, fresh: list[Term], run: Import) -> None:
    new = [
        _new(
            SectionPage(title=_title(term), slug=_slug(term), description=_words(term)),
            run.survey.lookup.own("category", term.slug),
            run,
        )
        for term in fresh
    ]
    _insert(above, fresh, new, "category", run)


def _write_topics(terms: list[Term], run: Import) -> None:
    by_kind: dict[str, list[Term]] = {}
    for term in terms:
        by_kind.setdefault("tag" if term.taxonomy == "post_tag" else "term", []).append(term)
    for kind, some in by_kind.items():
        rows = run.known.find(kind, (_old_id(term) for term in some))
        fresh = [term for term in some if not _is_known(term, kind, rows, run)]
        new = [_topic(term, kind, run) for term in fresh]
        _insert(tree.topics_folder(), fresh, new, kind, run)


def _topic(term: Term, kind: str, run: Import) -> NewPage:
    page = TopicPage(
        title=_title(term),
        slug=_slug(term),
        summary=_words(term),
        taxonomy="" if kind == "tag" else term.taxonomy[:120],
        language=run.language,
    )
    own = _own(term, run)
    made = _new(page, own, run)
    if own.get("body"):
        page.body = json.dumps(own_things.topic_body(term.slug, own, run))
    return made


def _new(page: SectionPage | TopicPage, own: dict[str, Any], run: Import) -> NewPage:
    if not own:
        return NewPage(page, live=True, changed=run.old.exported, published=run.old.exported)
    own_things.fill_term(page, own, run)
    published = time_of(own.get("first_published_at")) or run.old.exported
    changed = time_of(own.get("last_published_at")) or published
    return NewPage(page, live=own.get("live") is True, changed=changed, published=published)


def _own(term: Term, run: Import) -> dict[str, Any]:
    """What an export of Masthead itself carries of a term."""
    if term.taxonomy == "category":
        return run.survey.lookup.own("category", term.slug)
    return run.survey.lookup.own("topic", f"{term.taxonomy}/{term.slug}")


def _insert(above: Page, terms: list[Term], new: list[NewPage], kind: str, run: Import) -> None:
    insert(above, new)
    revisions = add_revisions(new)
    rows = []
    claims = []
    for term, one in zip(terms, new, strict=True):
        _remember(term, one.page.pk, run)
        waits = bool(getattr(one.page, "body", None))
        rows.append(
            run.known.row(
                kind,
                _old_id(term),
                one.page,
                revision_id=revisions[one.page.pk],
                links_wait=waits,
            )
        )
        claims.append(_claim(one, term, run))
        run.report.made(kind)
    grant(claims, run.report)
    ImportedThing.objects.bulk_create(rows)


def _claim(one: NewPage, term: Term, run: Import) -> Claim:
    if own := _own(term, run):
        return Claim(one.page, path_of(own) or None, paths_of(own), term.place)
    path = archive_path(term.taxonomy, _line_of(term, run))
    return Claim(one.page, path, _others(term), term.place)


def _is_known(term: Term, kind: str, rows: dict[str, ImportedThing], run: Import) -> bool:
    row = rows.get(_old_id(term))
    if row is None:
        return False
    if Page.objects.filter(pk=row.object_id).exists():
        _remember(term, row.object_id, run)
        run.report.unchanged(kind)
    else:
        run.report.skipped(kind, term.slug, "It was deleted here since.", term.place)
    return True


def _remember(term: Term, page: int, run: Import) -> None:
    if term.taxonomy == "category":
        run.sections[term.slug] = page
    else:
        run.topics[term.taxonomy, term.slug] = page


def _old_id(term: Term) -> str:
    return (
        term.slug if term.taxonomy in ("category", "post_tag") else f"{term.taxonomy}/{term.slug}"
    )


def _line_of(term: Term, run: Import) -> list[str]:
    """The slugs from the top category down to this one, as its archive's path names them."""
    line = [term.slug]
    above = run.survey.terms.get((term.taxonomy, term.parent))
    while above and above.slug not in line:
        line.insert(0, above.slug)
        above = run.survey.terms.get((above.taxonomy, above.parent))
    return line


def _others(term: Term) -> list[str]:
    paths = [archive_path(term.taxonomy, [term.slug])] if term.parent else []
    if term.taxonomy == "category" and term.id:
        paths.append(f"/?cat={term.id}")
    if term.taxonomy == "post_tag":
        paths.append(f"/?tag={term.slug}")
    return paths


def _title(term: Term) -> str:
    return collapse(visible_text(printable(term.name)))[:_TITLE_LIMIT] or _slug(term)


def _slug(term: Term) -> str:
    return nfc(unquote(term.slug))


def _words(term: Term) -> str:
    return visible_text(printable(term.description))
