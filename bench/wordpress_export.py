"""Writes a WordPress export of any size: words, links, pictures, blocks and comments."""

from __future__ import annotations

import random
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TextIO

HEAD = """<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>The Old Harbour</title><link>https://old.example</link>
<description>News from the quay</description><pubDate>Mon, 05 May 2025 10:00:00 +0000</pubDate>
<language>en-GB</language><wp:wxr_version>1.2</wp:wxr_version>
<wp:base_site_url>https://old.example</wp:base_site_url>
<wp:base_blog_url>https://old.example</wp:base_blog_url>
"""
WORDS = (
    "harbour council ferry winter the of a in on and said after before quay price fishing crew "
    "storm report board vote budget mayor island school bridge night morning water open closed "
    "plan residents company engine wharf light north south years first new old public"
).split()
AUTHORS, CATEGORIES, TAGS, COMMENTS = 40, 25, 400, 4
START = datetime(2010, 1, 1, tzinfo=UTC)


def sentence(random_: random.Random) -> str:
    return " ".join(random_.choices(WORDS, k=random_.randint(8, 18))).capitalize() + "."


def content(number: int, random_: random.Random) -> str:
    """About 450 words; every third post in block markup, the others classic."""
    paragraphs = [" ".join(sentence(random_) for _ in range(4)) for _ in range(9)]
    other = random_.randint(1, max(1, number - 1))
    paragraphs[1] += f' <a href="https://old.example/2010/story-{other}/">Earlier</a>.'
    if number % 3:
        paragraphs.insert(3, "<h2>What comes next</h2>")
        paragraphs.insert(5, "<blockquote>We will see.</blockquote>")
        return "\n\n".join(paragraphs)
    blocks = [
        f"<!-- wp:paragraph -->\n<p>{text}</p>\n<!-- /wp:paragraph -->" for text in paragraphs
    ]
    blocks.insert(
        4, "<!-- wp:list -->\n<ul><li>One thing</li><li>Another</li></ul>\n<!-- /wp:list -->"
    )
    return "\n\n".join(blocks)


def comment(number: int, parent: int, when: datetime, random_: random.Random) -> str:
    return (
        f"<wp:comment><wp:comment_id>{number}</wp:comment_id>"
        f"<wp:comment_author><![CDATA[Reader {number % 997}]]></wp:comment_author>"
        f"<wp:comment_author_email>reader{number % 997}@example.org</wp:comment_author_email>"
        f"<wp:comment_author_url/><wp:comment_author_IP>192.0.2.1</wp:comment_author_IP>"
        f"<wp:comment_date>{when:%Y-%m-%d %H:%M:%S}</wp:comment_date>"
        f"<wp:comment_date_gmt>{when:%Y-%m-%d %H:%M:%S}</wp:comment_date_gmt>"
        f"<wp:comment_content><![CDATA[{sentence(random_)} {sentence(random_)}]]>"
        f"</wp:comment_content>"
        f"<wp:comment_approved>{int(number % 9 != 0)}</wp:comment_approved>"
        f"<wp:comment_type>comment</wp:comment_type><wp:comment_parent>{parent}</wp:comment_parent>"
        f"<wp:comment_user_id>0</wp:comment_user_id></wp:comment>\n"
    )


def item(number: int, random_: random.Random) -> str:
    when = START + timedelta(hours=5 * number)
    first = number * 10
    comments = "".join(
        comment(
            first + at, first + at - 1 if at % 2 else 0, when + timedelta(hours=at + 1), random_
        )
        for at in range(COMMENTS)
    )
    terms = [
        ("category", random_.randrange(CATEGORIES)),
        *(("post_tag", random_.randrange(TAGS)) for _ in range(3)),
    ]
    uses = "".join(
        f'<category domain="{kind}" nicename="{kind}-{n}"><![CDATA[{kind} {n}]]></category>\n'
        for kind, n in terms
    )
    return (
        f"<item><title>{sentence(random_)[:90]}</title><link>https://old.example/2010/story-{number}/</link>\n"
        f"<pubDate>{when:%a, %d %b %Y %H:%M:%S} +0000</pubDate>"
        f"<dc:creator><![CDATA[author{number % AUTHORS}]]></dc:creator>"
        f'<guid isPermaLink="false">https://old.example/?p={number}</guid><description/>\n'
        f"<content:encoded><![CDATA[{content(number, random_)}]]></content:encoded>"
        f"<excerpt:encoded><![CDATA[]]></excerpt:encoded><wp:post_id>{number}</wp:post_id>\n"
        f"<wp:post_date>{when:%Y-%m-%d %H:%M:%S}</wp:post_date>"
        f"<wp:post_date_gmt>{when:%Y-%m-%d %H:%M:%S}</wp:post_date_gmt>"
        f"<wp:comment_status>open</wp:comment_status><wp:ping_status>open</wp:ping_status>"
        f"<wp:post_name>story-{number}</wp:post_name><wp:status>publish</wp:status>"
        f"<wp:post_parent>0</wp:post_parent><wp:menu_order>0</wp:menu_order>"
        f"<wp:post_type>post</wp:post_type><wp:post_password/><wp:is_sticky>0</wp:is_sticky>\n"
        f"{uses}<wp:postmeta><wp:meta_key>_edit_last</wp:meta_key>"
        f"<wp:meta_value><![CDATA[1]]></wp:meta_value></wp:postmeta>\n{comments}</item>\n"
    )


def write(file: TextIO, posts: int) -> None:
    """An export of `posts` posts with four comments each; the same for the same number."""
    random_ = random.Random(posts)  # noqa: S311 - words, not secrets
    file.write(HEAD)
    file.writelines(
        f"<wp:author><wp:author_id>{n + 1}</wp:author_id>"
        f"<wp:author_login>author{n}</wp:author_login>"
        f"<wp:author_email>a{n}@old.example</wp:author_email>"
        f"<wp:author_display_name><![CDATA[Author {n}]]></wp:author_display_name></wp:author>\n"
        for n in range(AUTHORS)
    )
    file.writelines(
        f"<wp:category><wp:term_id>{n + 1}</wp:term_id><wp:category_nicename>category-{n}"
        f"</wp:category_nicename><wp:category_parent></wp:category_parent>"
        f"<wp:cat_name><![CDATA[Category {n}]]></wp:cat_name></wp:category>\n"
        for n in range(CATEGORIES)
    )
    file.writelines(
        f"<wp:tag><wp:term_id>{n + 1000}</wp:term_id><wp:tag_slug>post_tag-{n}</wp:tag_slug>"
        f"<wp:tag_name><![CDATA[Tag {n}]]></wp:tag_name></wp:tag>\n"
        for n in range(TAGS)
    )
    file.writelines(item(number, random_) for number in range(1, posts + 1))
    file.write("</channel></rss>\n")


if __name__ == "__main__":
    with Path(sys.argv[1]).open("w", encoding="utf-8") as out:
        write(out, int(sys.argv[2]))
