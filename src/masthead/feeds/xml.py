"""Writing XML that every parser takes."""

from __future__ import annotations

from typing import TypeAlias

from lxml import etree

from masthead.core.text import printable

Element: TypeAlias = etree._Element  # noqa: SLF001 - lxml names its element class no other way


def add(parent: Element, name: str, text: str = "", **attributes: str) -> Element:
    """Append an element; characters that XML forbids are dropped, and lxml escapes the rest."""
    clean = {key: printable(value) for key, value in attributes.items()}
    child = etree.SubElement(parent, name, clean)
    if text:
        child.text = printable(text)
    return child


def document(root: Element) -> bytes:
    """Return the whole document, UTF-8."""
    return etree.tostring(root, encoding="utf-8", xml_declaration=True)
