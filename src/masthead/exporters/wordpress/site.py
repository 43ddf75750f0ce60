"""The head of an export: the site, its people, sections, topics and menus' names."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.conf import settings

from masthead import __version__
from masthead.articles import tree
from masthead.articles.editions import front_of
from masthead.articles.models import FrontPage, SectionPage, TopicPage
from masthead.exporters.around import Around
from masthead.exporters.batches import batches
from masthead.exporters.says.outlet import edition_values, front_values, outlet_values
from masthead.exporters.says.pages import section_values, topic_values
from masthead.exporters.says.people import person_values, texts_of
from masthead.outlet.editions import rows
from masthead.outlet.models import Menu, OutletSettings
from masthead.people.models import Person

from .blocks import markup
from .write import Body, Export
from .xml import HEAD, cdata, kept, nicename, ours_of_site, rss_date, tag


def head(export: Export, outlet: OutletSettings) -> str:
    """From the XML declaration to what the outlet says of itself."""
    values = outlet_values(outlet)
    values |= {"logo": export.ids.image(values["logo"])}
    values |= {"share_image": export.ids.image(values["share_image"])}
    return (
        HEAD
        + tag("title", outlet.name)
        + tag("link", settings.SITE_URL)
        + tag("description", outlet.tagline)
        + tag("pubDate", rss_date(export.now))
        + tag("language", outlet.language)
        + tag("wp:wxr_version", "1.2")
        + tag("wp:base_site_url", settings.SITE_URL)
        + tag("wp:base_blog_url", settings.SITE_URL)
        + tag("generator", f"Masthead {__version__}")
        + ours_of_site("outlet", "outlet", values)
    )


def editions() -> Iterator[str]:
    """The site in further languages, which WordPress knows nothing of."""
    for edition in rows():
        yield ours_of_site("edition", edition.language, edition_values(edition))


def fronts(export: Export) -> Iterator[str]:
    """The front page, and that of each edition under its language."""
    yield _front("front", tree.front_page(), export)
    for edition in rows():
        if page := front_of(edition):
            yield _front(edition.language, page, export)


def _front(name: str, page: FrontPage, export: Export) -> str:
    """What stands on it by hand."""
    values = front_values(page)
    values["social_image"] = export.ids.image(values["social_image"])
    values["rows"] = [export.sections[pk][0] for pk in values["rows"] if pk in export.sections]
    return ours_of_site("front", name, values)


def people(export: Export) -> Iterator[str]:
    """Everybody as an author; what WordPress has no field for in elements of our own."""
    rows = Person.objects.filter(merged_into=None).prefetch_related("links", "names")
    for some in batches(rows):
        around = Around(some, texts_of(some))
        for person in some:
            export.logins[person.pk] = person.slug
            yield (
                "<wp:author>"
                + tag("wp:author_id", person.pk)
                + kept("wp:author_login", person.slug)
                + kept("wp:author_email", person.email)
                + kept("wp:author_display_name", person.name)
                + kept("wp:author_first_name", "")
                + kept("wp:author_last_name", "")
                + "</wp:author>\n"
            )
            values = person_values(person, around, export.file)
            values["bio"] = export.rich(person.bio, around)
            for row, said in zip(person.names.all(), values["names"], strict=True):
                said["bio"] = export.rich(row.bio, around)
            values["portrait"] = export.ids.image(person.portrait_id)
            yield ours_of_site("person", person.slug, values)


def sections(export: Export) -> Iterator[str]:
    """Sections as categories, each after the one it is part of."""
    rows = list(SectionPage.objects.order_by("path"))
    around = Around(rows, [])
    taken: set[str] = set()
    above: dict[str, str] = {}  # nicenames by places in the tree
    for section in rows:
        name = nicename(section.slug)
        name = name if name not in taken else f"{name}-{section.pk}"
        taken.add(name)
        above[section.path] = name
        export.sections[section.pk] = (name, section.title)
        parent = above.get(section.path[: -section.steplen], "")
        yield (
            "<wp:category>"
            + tag("wp:term_id", section.pk)
            + kept("wp:category_nicename", name)
            + kept("wp:category_parent", parent)
            + kept("wp:cat_name", section.title)
            + kept("wp:category_description", section.description)
            + "</wp:category>\n"
        )
        yield ours_of_site("category", name, _pictured(section_values(section, around), export))


def topics(export: Export) -> Iterator[str]:
    """Topics as tags, those of a kind of their own as terms of that taxonomy."""
    for some in batches(TopicPage.objects.all()):
        raws = [list(topic.body.raw_data) for topic in some]
        around = Around(some, raws)
        for topic, raw in zip(some, raws, strict=True):
            taxonomy, name = topic.taxonomy or "post_tag", nicename(topic.slug)
            export.topics[topic.pk] = (taxonomy, name, topic.title)
            yield _term(taxonomy, name, topic)
            values = _pictured(topic_values(topic, around, export.file), export)
            values["body"] = markup(raw, Body(export, around))
            yield ours_of_site("topic", f"{taxonomy}/{name}", values)


def _term(taxonomy: str, name: str, topic: TopicPage) -> str:
    if taxonomy == "post_tag":
        return (
            "<wp:tag>"
            + tag("wp:term_id", topic.pk)
            + kept("wp:tag_slug", name)
            + kept("wp:tag_name", topic.title)
            + kept("wp:tag_description", topic.summary)
            + "</wp:tag>\n"
        )
    return (
        "<wp:term>"
        + tag("wp:term_id", topic.pk)
        + kept("wp:term_taxonomy", taxonomy)
        + kept("wp:term_slug", name)
        + kept("wp:term_parent", "")
        + kept("wp:term_name", topic.title)
        + kept("wp:term_description", topic.summary)
        + "</wp:term>\n"
    )


def menu_names(first_id: int) -> Iterator[str]:
    """The menus, as terms; their ids follow after those of pages."""
    for menu in Menu.objects.order_by("pk").select_related("edition"):
        yield (
            f"<wp:term>{tag('wp:term_id', first_id + menu.pk)}"
            f"<wp:term_taxonomy>{cdata('nav_menu')}</wp:term_taxonomy>\n"
            + kept("wp:term_slug", nicename(menu.slug))
            + kept("wp:term_parent", "")
            + kept("wp:term_name", menu.name)
            + "</wp:term>\n"
        )
        values = {"slug": menu.slug, "place": menu.place}
        values["edition"] = menu.edition.language if menu.edition else ""
        yield ours_of_site("menu", nicename(menu.slug), values)


def _pictured(values: dict[str, Any], export: Export) -> dict[str, Any]:
    return values | {"social_image": export.ids.image(values["social_image"])}
