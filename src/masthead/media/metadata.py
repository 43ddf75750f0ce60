"""What a picture's file says about it: caption, credit, licence, description.

Fields of the IPTC Photo Metadata Standard 2025.1, in XMP where the file has it, else as IIM.
"""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO

from lxml import etree
from PIL import ExifTags, Image, ImageFile, IptcImagePlugin, UnidentifiedImageError

NAMES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "photoshop": "http://ns.adobe.com/photoshop/1.0/",
    "xmpRights": "http://ns.adobe.com/xap/1.0/rights/",
    "core": "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/",
    "cc": "http://creativecommons.org/ns#",
}
UTF8 = b"\x1b%G"  # IIM 1:90, "coded character set"
# (record, dataset) of IIM version 4
CAPTION, BYLINE, CREDIT, COPYRIGHT, CHARSET = (2, 120), (2, 80), (2, 110), (2, 116), (1, 90)


@dataclass(frozen=True)
class Facts:
    """What was found; empty where the file says nothing."""

    caption: str = ""
    credit: str = ""
    licence: str = ""
    licence_url: str = ""
    alt_text: str = ""


def read(data: bytes) -> Facts:
    """Return what the picture in ``data`` says of itself; nothing for what cannot be read."""
    try:
        with Image.open(BytesIO(data)) as picture:
            xmp, iim, exif = _xmp(picture), _iim(picture), picture.getexif()
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return Facts()
    return Facts(
        caption=xmp.caption or iim.caption,
        credit=xmp.credit or iim.credit or _words(exif.get(ExifTags.Base.Artist)),
        licence=xmp.licence or iim.licence or _words(exif.get(ExifTags.Base.Copyright)),
        licence_url=xmp.licence_url,
        alt_text=xmp.alt_text,
    )


def _xmp(picture: Image.Image) -> Facts:
    packet = picture.info.get("xmp") or b""
    packet = packet.encode() if isinstance(packet, str) else packet
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, recover=True, huge_tree=False
    )
    try:
        root = etree.fromstring(packet.strip(b"\0 \r\n\t"), parser) if packet else None
    except etree.XMLSyntaxError:
        root = None
    if root is None:
        return Facts()
    url = _value(root, "xmpRights:WebStatement") or _value(root, "cc:license")
    return Facts(
        caption=_value(root, "dc:description"),
        credit=_joined(_value(root, "dc:creator"), _value(root, "photoshop:Credit")),
        licence=_value(root, "xmpRights:UsageTerms") or _value(root, "dc:rights"),
        licence_url=url if url.startswith(("https://", "http://")) else "",
        alt_text=_value(root, "core:AltTextAccessibility"),
    )


def _value(root: etree._Element, name: str) -> str:
    """Return the text of a property: an element, a list or alternative, or an attribute."""
    for found in root.iterfind(f".//{name}", NAMES):
        resource = found.get(f"{{{NAMES['rdf']}}}resource")
        items = [item.text or "" for item in found.iterfind(".//rdf:li", NAMES)]
        if found.find("rdf:Alt", NAMES) is not None:
            items = items[:1]  # the first alternative is the default one
        return ", ".join(_words(item) for item in items) or _words(resource or found.text)
    prefix, local = name.split(":")
    for holder in root.iterfind(".//rdf:Description", NAMES):
        value = holder.get(f"{{{NAMES[prefix]}}}{local}")
        if value:
            return _words(value)
    return ""


def _iim(picture: ImageFile.ImageFile) -> Facts:
    fields = IptcImagePlugin.getiptcinfo(picture) or {}
    charset = "utf-8" if fields.get(CHARSET) == UTF8 else "latin-1"

    def text(key: tuple[int, int]) -> str:
        value = fields.get(key, b"")
        values = value if isinstance(value, list) else [value]
        return ", ".join(_decoded(one, charset) for one in values if one)

    return Facts(
        caption=text(CAPTION),
        credit=_joined(text(BYLINE), text(CREDIT)),
        licence=text(COPYRIGHT),
    )


def _decoded(value: bytes, charset: str) -> str:
    """Decode; many programs write UTF-8 without saying so."""
    try:
        return _words(value.decode("utf-8"))
    except UnicodeDecodeError:
        return _words(value.decode(charset, "replace"))


def _joined(person: str, agency: str) -> str:
    if person and agency and agency not in person:
        return f"{person} / {agency}"
    return person or agency


def _words(value: object) -> str:
    return " ".join(value.replace("\0", " ").split()) if isinstance(value, str) else ""
