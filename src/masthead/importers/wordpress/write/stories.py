"""Posts become stories, pages become standard pages; a batch is written whole or not at all."""

import json
from functools import lru_cache
from typing import Any

from django.db import transaction
from wagtail.models import Page

from masthead.articles import tree
from masthead.articles.models import ArticlePage, Byline, SectionPage, StandardPage, TopicPage
from masthead.comments.models import Comment
from masthead.importers import comments
from masthead.importers.models import ImportedThing
from masthead.ledger import append

from ..map.story import Story
from . import links, own_comments, own_things, places, references
from .body import Body, words_in
from .change import change
from .context import Import
from .editions import front_for
from .known import digest
from .pages import NewPage, add_revisions, insert
from .paths import Claim, grant


class Made:
    """A story with its page and what is kept of it."""

    def __init__(self, story: Story, run: Import) -> None:
        self.story = story
        maker = Body(
            f"{run.known.site}/{story.kind}/{story.old_id}",
            run.picture,
            run.file,
            run.topic,
            story.language or run.language,
        )
        self.raw = self.linked = links.filed(maker.raw(story.body), run.file, run.old.address)
        self.missing, self.played = maker.missing, maker.played
        self.shown = maker.shown | {story.lead}
        self.lead = run.images.get(story.lead)
        self.people = list(
            dict.fromkeys(run.people[name] for name in story.authors if name in run.people)
        )
        # People by their logins: two of them may become one person here. Pictures as the old site
        # names them: whether they are here is another question than whether the story changed.
        self.digest = digest([story.digestible(), story.body])

    def page(self, run: Import) -> NewPage:
        """The page, not saved yet."""
        story = self.story
        page = fields(self, run)(StandardPage() if story.kind == "page" else ArticlePage())
        live = story.state == "live"
        scheduled = story.state == "scheduled"
        return NewPage(
            page,
            live=live,
            changed=story.changed,
            published=story.published if live else own_things.once_published(story),
            go_live_at=story.published if scheduled else None,
        )


def fields(made: Made, run: Import) -> Any:
    """A function that sets everything the old site said on a page."""

    def fill(page: Any) -> Any:
        story, seo = made.story, made.story.seo
        page.title, page.slug = story.title, story.slug
        page.body = json.dumps(made.linked)
        page.language = story.language or run.language
        page.seo_title, page.search_description = seo.title[:255], seo.description
        page.social_title, page.social_description = seo.social_title[:255], seo.social_description
        page.social_image_id = run.images.get(seo.social_image)
        page.noindex = seo.noindex
        page.canonical_url = canonical_elsewhere(story, run)
        if isinstance(page, ArticlePage):
            _fill_article(page, made, run)
        own_things.fill_story(page, story, run)
        return page

    return fill


def _fill_article(page: ArticlePage, made: Made, run: Import) -> None:
    story = made.story
    sections = [run.sections[slug] for slug in main_first(story, run) if slug in run.sections]
    page.standfirst = story.standfirst
    page.section_id = sections[0] if sections else None
    page.lead_image_id = made.lead
    page.comment_mode = "" if story.comments_open else "closed"
    page.word_count = words_in(story.body)
    page.other_sections = [_stub(SectionPage, pk) for pk in sections[1:]]
    page.topics = [_stub(TopicPage, run.topics[one]) for one in story.topics if one in run.topics]
    page.bylines = [Byline(person_id=pk, sort_order=at) for at, pk in enumerate(made.people)]
    page.related_links = []  # else the database is asked for them, by revision and index


@lru_cache(maxsize=4096)
def _stub(model: type[Any], pk: int) -> Any:
    """A page that knows its id alone: all that a relation needs, and slow to make each time."""
    return model(pk=pk)


def main_first(story: Story, run: Import) -> list[str]:
    """Category slugs with the one a plugin calls the main one in front."""
    main = run.term_slugs.get(("category", story.seo.primary))
    return sorted(story.categories, key=lambda slug: slug != main) if main else story.categories


def canonical_elsewhere(story: Story, run: Import) -> str:
    """Where the story was first published, if that is another site."""
    found = story.seo.canonical
    own = found.startswith(("/", run.old.address)) or not found.startswith(("http://", "https://"))
    return "" if own else found[:700]


def write_stories(batch: list[Story], run: Import) -> None:
    """Write stories of one kind. New pages come under one parent."""
    places.know_pictures(batch, run)
    made = [Made(story, run) for story in batch]
    for one in made:
        _tell(one, run)
        own_things.remember_relations(one.story, run)
    with transaction.atomic():
        rows = run.known.find(batch[0].kind, (story.old_id for story in batch))
        fresh = [one for one in made if str(one.story.old_id) not in rows]
        _write_new(fresh, run)
        for one in made:
            row = rows.get(str(one.story.old_id))
            if row:
                _write_again(one, row, run)
                _remember_shown(one, row.object_id, run)


def _remember_shown(one: Made, page: int, run: Import) -> None:
    if one.story.state == "live":
        for attachment in one.shown - {0}:
            run.shown_in.setdefault(attachment, page)


def _tell(one: Made, run: Import) -> None:
    story = one.story
    lost = [missing.picture.id for missing in one.missing if missing.picture.id]
    lost += [story.lead] if story.lead and one.lead is None else []
    for old_id in lost:
        if old_id not in run.awaited:  # the others are told when all have been asked for
            known = run.survey.lookup.attachment(old_id)
            reason = "It was not taken over." if known else "The export does not contain it."
            run.report.lacks(f"{old_id} {known.url if known else ''}".strip(), reason, story.place)
    for dropped in story.dropped:
        run.report.skipped("comment", dropped.old_id, dropped.reason, dropped.place)


def _write_new(fresh: list[Made], run: Import) -> None:
    if not fresh:
        return
    kind = fresh[0].story.kind
    waits = _link_back(fresh)
    new = [one.page(run) for one in fresh]
    own_things.keep_uids(new, [one.story for one in fresh])
    insert(_parent(fresh[0].story, run), new)
    _grant(fresh, new, run)
    _link_beside(fresh, new, waits)
    if kind == "post":
        _write_children(new)
        own_things.keep_corrections(new, [one.story for one in fresh])
    revisions = add_revisions(new)
    _record(new, revisions)
    saved: list[dict[str, Comment]] = [
        comments.build(made.page.pk, one.story.replies, {}, run.users)
        for one, made in zip(fresh, new, strict=True)
    ]
    for one, some in zip(fresh, saved, strict=True):
        own_comments.amend(some, one.story.own_replies, run.people)
    comments.save([comment for some in saved for comment in some.values()])
    for one, some in zip(fresh, saved, strict=True):
        if one.story.own_replies:
            own_comments.renumber(some, one.story.own_replies)
    rows = [
        run.known.row(
            kind,
            one.story.old_id,
            made.page,
            digest=one.digest,
            revision_id=revisions[made.page.pk],
            comments={old: comment.pk for old, comment in some.items()},
            links_wait=bool(wait),
        )
        for one, made, some, wait in zip(fresh, new, saved, waits, strict=True)
    ]
    ImportedThing.objects.bulk_create(rows)
    places.keep({made.page.pk: one for one, made in zip(fresh, new, strict=True)}, run)
    references.record(made.page for made in new)
    for one, made in zip(fresh, new, strict=True):
        if one.story.state == "review":
            _submit(made.page.pk)
        _remember_shown(one, made.page.pk, run)
    run.report.made(kind, len(fresh))
    run.report.made("comment", sum(map(len, saved)))


def _record(new: list[NewPage], revisions: dict[int, int]) -> None:
    """Every story that readers get has its entry in the public record, or they do not get it."""
    stories = [one.page for one in new if one.live and isinstance(one.page, ArticlePage)]
    append.publications([(page.uid, revisions[page.pk]) for page in stories])


def _submit(page_id: int) -> None:
    """Hand a page to the reviewers, as its author did on the old site."""
    page = Page.objects.get(pk=page_id).specific
    if workflow := page.get_workflow():
        workflow.start(page, None)


def _parent(story: Story, run: Import) -> Page:
    if story.kind == "post":
        return tree.stories_folder()
    above = run.pages.get(story.parent) or front_for(story.own, run)
    return Page.objects.get(pk=above)


def _grant(fresh: list[Made], new: list[NewPage], run: Import) -> None:
    """Paths: those readers know; for stories not yet public the one that was promised."""
    claims = []
    for one, made in zip(fresh, new, strict=True):
        story = one.story
        path = story.path or (made.page.suggested_path() if made.live else None)
        public = story.state in ("live", "scheduled")
        others = story.other_paths if path and (public or story.own) else []
        claims.append(Claim(made.page, path, others, story.place))
    grant(claims, run.report)


def _link_back(fresh: list[Made]) -> list[set[str]]:
    """Link texts to pages that are there; what is left are paths nothing answers at yet."""
    wanted = [links.paths_in(one.raw) for one in fresh]
    pages = links.pages_at(path for paths in wanted for path in paths)
    for one, paths in zip(fresh, wanted, strict=True):
        if paths & pages.keys():
            one.linked = links.linked(one.raw, pages)
    return [paths - pages.keys() for paths in wanted]


def _link_beside(fresh: list[Made], new: list[NewPage], waits: list[set[str]]) -> None:
    """Link texts to pages of the same batch."""
    pages = links.pages_at(path for paths in waits for path in paths)
    for one, made, paths in zip(fresh, new, waits, strict=True):
        if paths & pages.keys():
            made.page.body = json.dumps(links.linked(one.linked, pages))
            type(made.page).objects.filter(pk=made.page.pk).update(body=made.page.body)
            paths.difference_update(pages)


def _write_children(new: list[NewPage]) -> None:
    """Bylines and the rows between stories and their topics and further sections."""
    bylines = []
    for one in new:
        for line in one.page.bylines.all():
            line.article_id = one.page.pk
            bylines.append(line)
    Byline.objects.bulk_create(bylines)
    for name, column in (("topics", "topicpage_id"), ("other_sections", "sectionpage_id")):
        through = ArticlePage._meta.get_field(name).remote_field.through  # noqa: SLF001
        through.objects.bulk_create(
            [
                through(articlepage_id=one.page.pk, **{column: other.pk})
                for one in new
                for other in getattr(one.page, name).all()
            ]
        )


def _write_again(one: Made, row: ImportedThing, run: Import) -> None:
    """A story that an earlier run made: new comments, and its text if that is another now."""
    story = one.story
    page = Page.objects.filter(pk=row.object_id).first()
    if page is None:
        run.report.skipped(story.kind, story.old_id, "It was deleted here since.", story.place)
        for reply in story.replies:
            run.report.skipped("comment", reply.old_id, "Its story was deleted here.", reply.place)
        return
    new = [reply for reply in story.replies if str(reply.old_id) not in row.comments]
    if new:
        here = Comment.objects.in_bulk(row.comments.values())
        known = {old: here[pk] for old, pk in row.comments.items() if pk in here}
        made = comments.build(page.pk, new, known, run.users)
        comments.save(list(made.values()))
        row.comments |= {old: comment.pk for old, comment in made.items()}
        row.save()
    run.report.made("comment", len(new))
    run.report.unchanged("comment", len(story.replies) - len(new))
    if row.digest == one.digest and page.pk in run.filled:
        run.report.changed(story.kind)
    elif row.digest == one.digest:
        run.report.unchanged(story.kind)
    elif page.latest_revision_id != row.revision_id:
        reason = "It was edited here since the last import."
        run.report.skipped(story.kind, story.old_id, reason, story.place)
    else:
        change(page.specific, one, row, fields(one, run))
        page.awaited_files.all().delete()
        places.keep({page.pk: one}, run)
        run.report.changed(story.kind)
