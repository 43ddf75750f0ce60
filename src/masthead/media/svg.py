"""Drawings in SVG: a drawing may draw, and nothing else."""

from __future__ import annotations

import re
from io import BytesIO

from django.utils.translation import gettext as _
from lxml import etree
from willow.svg import SvgWrapper, WillowSvgException

SVG = "{http://www.w3.org/2000/svg}svg"
# Everything else was put there by a drawing program for itself, often with names and folders.
SPOKEN = frozenset(
    {
        None,
        "http://www.w3.org/2000/svg",
        "http://www.w3.org/1999/xlink",
        "http://www.w3.org/XML/1998/namespace",
    }
)
ACTIVE = frozenset(
    {"script", "foreignobject", "iframe", "embed", "object", "handler", "listener", "audio"}
    | {"video", "canvas", "html", "body", "meta", "link", "base"}
)
# What animates can also change an address or a handler after it was looked at.
ANIMATION = frozenset({"animate", "set", "animatetransform", "animatemotion"})
PICTURE_INSIDE = re.compile(r"data:image/(png|jpeg|gif|webp|avif);base64,", re.IGNORECASE)
# The functions of CSS that load what they name; url() may point into the drawing itself.
REQUEST = re.compile(
    r"@import|url\((?!\s*['\"]?\s*#)|(?<![\w-])(image|src)\(|image-set\(|expression\(|javascript:",
    re.IGNORECASE,
)
ESCAPE = re.compile(r"\\[0-9a-zA-Z]")  # CSS can write any letter so
LARGEST = 100_000  # pixels of a side; a database cannot count as far as a drawing can


def looks_like_drawing(head: bytes) -> bool:
    """Whether a file that begins with ``head`` is XML, and so a drawing or nothing."""
    return head.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n\0").startswith(b"<")


def check_drawing(data: bytes, name: str) -> None:
    """Raise ValueError with a sentence where the drawing runs, requests or hides anything."""
    try:
        root = _parsed(data)
    except etree.XMLSyntaxError:
        raise ValueError(_("%(name)s is no picture.") % {"name": name}) from None
    if root.tag != SVG:
        raise ValueError(_("%(name)s is no picture.") % {"name": name})
    dtd = root.getroottree().docinfo.internalDTD
    if dtd is not None and any(dtd.iterentities()):
        raise _refused(name, _("entities"))
    if any(node.target == "xml-stylesheet" for node in root.xpath("//processing-instruction()")):
        raise _refused(name, _("a style sheet from elsewhere"))
    for element in root.iter():
        reason = _why_not(element)
        if reason:
            raise _refused(name, reason)
    _check_size(data, name)


def without_notes(data: bytes) -> bytes:
    """Return the drawing without what its program noted in it: folders, names, history."""
    root = _parsed(data)
    for element in list(root.iter("{*}*")):
        strange = etree.QName(element).namespace not in SPOKEN
        parent = element.getparent()
        if parent is not None and (strange or etree.QName(element).localname == "metadata"):
            parent.remove(element)
            continue
        for name in list(element.attrib):
            if etree.QName(str(name)).namespace not in SPOKEN:
                del element.attrib[name]
    for comment in list(root.iter(etree.Comment)):
        parent = comment.getparent()
        if parent is not None and not (comment.tail or "").strip():
            parent.remove(comment)
    etree.cleanup_namespaces(root)
    return etree.tostring(root, xml_declaration=True, encoding="utf-8")


def _parsed(data: bytes) -> etree._Element:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    return etree.fromstring(data, parser)


def _refused(name: str, reason: str) -> ValueError:
    message = _("%(name)s contains %(reason)s; export it as a plain drawing.")
    return ValueError(message % {"name": name, "reason": reason})


def _why_not(element: etree._Element) -> str:
    """Return what is wrong with one element, or nothing."""
    if isinstance(element, etree._Entity):  # noqa: SLF001 - lxml's only name for it
        return _("entities")
    if not isinstance(element.tag, str):
        return ""
    tag = etree.QName(element).localname.lower()
    if tag in ACTIVE:
        return _("active content (%(tag)s)") % {"tag": tag}
    if tag == "style" and _style_requests(element):
        return _("a style that requests something")
    for key, value in element.attrib.items():
        name = etree.QName(str(key))
        if name.namespace not in SPOKEN:
            continue
        reason = _why_not_attribute(tag, name.localname.lower(), str(value))
        if reason:
            return reason
    return ""


def _why_not_attribute(tag: str, name: str, value: str) -> str:
    if name.startswith("on"):
        return _("a script (%(name)s)") % {"name": name}
    if tag in ANIMATION and name == "attributename" and value.lower().startswith(("on", "href")):
        return _("an animation that changes a link or a script")
    if name == "href" and not _stays_inside(value, link=tag == "a"):
        return _("a reference to something outside of it")
    if name != "href" and _requests(value, style=name == "style"):
        return _("a style that requests something")
    return ""


def _stays_inside(value: str, *, link: bool) -> bool:
    """Whether an address is a part of the drawing, or of a link a plain web address."""
    value = value.strip()
    if link:
        return value.startswith(("#", "https://", "http://"))
    return value.startswith("#") or bool(PICTURE_INSIDE.match(value))


def _style_requests(element: etree._Element) -> bool:
    """Whether a style sheet loads something, by all of its text or by what a browser reads.

    A browser joins the pieces that stand between comments and elements.
    """
    pieces = "".join(element.xpath("text()"))
    return any(_requests(text, style=True) for text in (pieces, element.xpath("string()")))


def _requests(text: str, *, style: bool) -> bool:
    """Whether CSS loads something; in a style "//" is in nothing but addresses of other hosts."""
    return bool(REQUEST.search(text) or ESCAPE.search(text)) or (style and "//" in text)


def _check_size(data: bytes, name: str) -> None:
    """Raise ValueError where Wagtail could not tell or use the size of the drawing."""
    try:
        drawing = SvgWrapper.from_file(BytesIO(data))
        box = drawing.view_box
        sides = (drawing.width, drawing.height, box.width, box.height)
    except (ValueError, LookupError, SyntaxError, WillowSvgException):
        sides = (0, 0, 0, 0)
    if not (all(1 <= side <= LARGEST for side in sides[:2]) and min(sides[2:]) > 0):
        message = _("%(name)s has no width and height that a picture can have; export it anew.")
        raise ValueError(message % {"name": name})
