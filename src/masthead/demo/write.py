"""The demo's people and pages: sections, topics, standing pages and stories."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

from masthead.articles.models import (
    ArticlePage,
    Byline,
    FrontPage,
    RelatedArticle,
    SectionPage,
    StandardPage,
    TopicPage,
)
from masthead.articles.models.byline import Role
from masthead.articles.tree import stories_folder, topics_folder
from masthead.demo.body import body, rich
from masthead.demo.desk import Desk
from masthead.demo.files import Sheet, sheets, table
from masthead.demo.moments import dated, moment
from masthead.people.models import Person, PersonLink, PersonName

OPENED = "90 days ago"  # older than every story: pages that stand were there first


def write_people(desk: Desk) -> None:
    """Make the profiles of those who write, translate and draw."""
    for name, about in table("people.toml").items():
        links = [PersonLink(**link) for link in about.pop("links")]
        names = [PersonName(**called) for called in about.pop("names", ())]
        slug = "-".join(about["name"].lower().split())
        person = Person(slug=slug, portrait=desk.find("portrait", name), **about)
        person.links, person.names = links, names
        person.save()
        desk.keep("person", name, person)


def write_sections(desk: Desk, front: FrontPage) -> None:
    """Make the sections."""
    for about in table("outlet.toml")["sections"]:
        stand(desk, "section", about["slug"], SectionPage(**about), front)


def write_topics(desk: Desk) -> None:
    """Make the topics; those with a text of their own are background for stories."""
    folder = topics_folder()
    for name, about in table("topics.toml").items():
        stand(desk, "topic", name, TopicPage(slug=name, **about), folder)
    for sheet in sheets("topics"):
        page = TopicPage(slug=sheet.name, language="en", body=_body(desk, sheet), **sheet.head)
        stand(desk, "topic", sheet.name, page, folder)


def write_pages(desk: Desk, front: FrontPage) -> None:
    """Make "about", "contact" and the policies."""
    for sheet in sheets("pages"):
        page = StandardPage(slug=sheet.name, language="en", body=_body(desk, sheet), **sheet.head)
        stand(desk, "page", sheet.name, page, front)


def write_stories(desk: Desk) -> None:
    """Make the stories, the oldest first, so that each can name those before it."""
    folder = stories_folder()
    told = sorted(sheets("stories"), key=lambda sheet: moment(sheet.head["published"], desk.now))
    for sheet in told:
        first = moment(sheet.head["published"], desk.now)
        last = moment(sheet.head.get("updated", sheet.head["published"]), desk.now)
        page = desk.publish(_story(desk, sheet), folder, first, last)
        desk.keep("story", sheet.name, page)


def write_drafts(desk: Desk) -> None:
    """Put on the newsroom's desk what is not ready, and what is due tomorrow."""
    folder = stories_folder()
    for sheet in sheets("drafts"):
        page = _story(desk, sheet)
        page.live = False
        hours = sheet.head.get("go_live_in_hours")
        page.go_live_at = desk.now + timedelta(hours=hours) if hours else None
        folder.add_child(instance=page)
        revision = page.save_revision()
        if hours:
            revision.publish()  # which only notes the time
        desk.keep("story", sheet.name, page)


def stand(desk: Desk, kind: str, name: str, page: Any, parent: Any) -> None:
    """Publish a page that was there before every story."""
    opened = moment(OPENED, desk.now)
    desk.keep(kind, name, desk.publish(page, parent, opened, opened))


def _body(desk: Desk, sheet: Sheet) -> str:
    return json.dumps(body(sheet.name, dated(sheet.text, desk.now), desk))


def _story(desk: Desk, sheet: Sheet) -> ArticlePage:
    head = sheet.head
    page = ArticlePage(
        slug=sheet.name,
        section=desk.find("section", head["section"]),
        lead_image=desk.find("picture", head["picture"]) if head.get("picture") else None,
        lead_caption=head.get("caption", ""),
        body=_body(desk, sheet),
        backstory=rich(head["backstory"], desk) if "backstory" in head else "",
        no_byline_reason=head.get("no_byline", ""),
        comment_mode=head.get("comments", ""),
        **{field: head[field] for field in _PLAIN if field in head},
    )
    if "translation_of" in head:
        page.translation_of = desk.find("story", head["translation_of"])
    if "breaking_hours" in head:
        page.breaking = True
        page.breaking_until = desk.now + timedelta(hours=head["breaking_hours"])
    _relate(desk, page, head)
    return page


_PLAIN = (
    "title",
    "standfirst",
    "kicker",
    "kind",
    "dateline",
    "language",
    "search_description",
    "social_title",
    "social_description",
)
"""Keys of a story's head that are fields of the page as they stand."""


def _relate(desk: Desk, page: ArticlePage, head: dict[str, Any]) -> None:
    page.topics = desk.find_all("topic", head.get("topics", []))
    page.other_sections = desk.find_all("section", head.get("other_sections", []))
    byline = (
        (person, role)
        for role in Role  # the keys of a story's head are the names of the roles
        for person in desk.find_all("person", head.get(role, []))
    )
    page.bylines = [
        Byline(person=person, role=role, sort_order=at) for at, (person, role) in enumerate(byline)
    ]
    related = desk.find_all("story", head.get("related", []))
    page.related_links = [
        RelatedArticle(related=story, sort_order=at) for at, story in enumerate(related)
    ]
