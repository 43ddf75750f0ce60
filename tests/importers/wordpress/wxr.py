"""Exports written for tests: as short as a test's point allows, as WordPress writes them."""

from pathlib import Path
from xml.sax.saxutils import escape

HEAD = """<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel>
<title>The Old Harbour</title><link>https://old.example</link>
<description>News from the quay</description><pubDate>Mon, 05 May 2025 10:00:00 +0000</pubDate>
<language>en-GB</language><wp:wxr_version>1.2</wp:wxr_version>
<wp:base_site_url>https://old.example</wp:base_site_url>
<wp:base_blog_url>https://old.example</wp:base_blog_url>
"""
TAIL = "</channel></rss>\n"
AUTHOR = (
    "<wp:author><wp:author_id>3</wp:author_id><wp:author_login>alma</wp:author_login>"
    "<wp:author_email>alma@old.example</wp:author_email>"
    "<wp:author_display_name><![CDATA[Alma Verne]]></wp:author_display_name></wp:author>\n"
)


def cdata(text: str) -> str:
    """Text as WordPress wraps it; an inner end mark is split in two sections."""
    return "<![CDATA[" + text.replace("]]>", "]]]]><![CDATA[>") + "]]>"


def category(slug: str, name: str, parent: str = "", number: int = 1) -> str:
    return (
        f"<wp:category><wp:term_id>{number}</wp:term_id>"
        f"<wp:category_nicename>{slug}</wp:category_nicename>"
        f"<wp:category_parent>{parent}</wp:category_parent>"
        f"<wp:cat_name>{cdata(name)}</wp:cat_name></wp:category>\n"
    )


def term(taxonomy: str, slug: str, name: str, number: int = 1) -> str:
    return (
        f"<wp:term><wp:term_id>{number}</wp:term_id><wp:term_taxonomy>{taxonomy}</wp:term_taxonomy>"
        f"<wp:term_slug>{slug}</wp:term_slug><wp:term_name>{cdata(name)}</wp:term_name></wp:term>\n"
    )


def use(taxonomy: str, slug: str, name: str = "") -> str:
    return f'<category domain="{taxonomy}" nicename="{slug}">{cdata(name or slug)}</category>'


def meta(key: str, value: str) -> str:
    return (
        f"<wp:postmeta><wp:meta_key>{key}</wp:meta_key>"
        f"<wp:meta_value>{cdata(value)}</wp:meta_value></wp:postmeta>"
    )


def comment(number: int, text: str, *, parent: int = 0, approved: str = "1", **fields: str) -> str:
    values = {
        "comment_author": "Reader",
        "comment_author_email": "reader@example.org",
        "comment_author_url": "",
        "comment_author_IP": "192.0.2.7",
        "comment_date": f"2024-03-01 12:00:{number % 60:02}",
        "comment_date_gmt": f"2024-03-01 12:00:{number % 60:02}",
        "comment_type": "comment",
        "comment_user_id": "0",
    } | fields
    inner = "".join(f"<wp:{name}>{cdata(value)}</wp:{name}>" for name, value in values.items())
    return (
        f"<wp:comment><wp:comment_id>{number}</wp:comment_id>{inner}"
        f"<wp:comment_content>{cdata(text)}</wp:comment_content>"
        f"<wp:comment_approved>{approved}</wp:comment_approved>"
        f"<wp:comment_parent>{parent}</wp:comment_parent></wp:comment>"
    )


def item(number: int, content: str = "", *, inside: str = "", **fields: str) -> str:
    """An item; `fields` are elements without their prefix `wp:`, `inside` is raw XML."""
    slug = fields.get("post_name", f"story-{number}")
    title = fields.pop("title", f"Story {number}")
    link = fields.pop("link", f"https://old.example/2024/03/{slug}/")
    guid = fields.pop("guid", f"https://old.example/?p={number}")
    creator = fields.pop("creator", "alma")
    excerpt = fields.pop("excerpt", "")
    values = {
        "post_id": str(number),
        "post_date": "2024-03-01 10:00:00",
        "post_date_gmt": "2024-03-01 09:00:00",
        "comment_status": "open",
        "post_name": slug,
        "status": "publish",
        "post_parent": "0",
        "menu_order": "0",
        "post_type": "post",
        "post_password": "",
        "is_sticky": "0",
    } | fields
    elements = "".join(f"<wp:{name}>{cdata(value)}</wp:{name}>" for name, value in values.items())
    return (
        f"<item><title>{escape(title)}</title><link>{escape(link)}</link>"
        f"<dc:creator>{cdata(creator)}</dc:creator><guid isPermaLink='false'>{escape(guid)}</guid>"
        f"<content:encoded>{cdata(content)}</content:encoded>"
        f"<excerpt:encoded>{cdata(excerpt)}</excerpt:encoded>{elements}{inside}</item>\n"
    )


def wxr(*parts: str, head: str = HEAD) -> str:
    return head + AUTHOR + "".join(parts) + TAIL


def write(folder: Path, *parts: str, name: str = "export.xml") -> Path:
    path = folder / name
    path.write_text(wxr(*parts), "utf-8")
    return path
