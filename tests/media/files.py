"""Picture files as cameras, agencies and attackers make them."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from typing import Any

from PIL import ExifTags, Image
from PIL.PngImagePlugin import PngInfo

PLACE = {1: "N", 2: (52.0, 31.0, 12.0), 3: "E", 4: (13.0, 24.0, 36.0)}  # EXIF's way of degrees
CAMERA = "Serial 4711"
XMP = """<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
  xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"
  xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/"
  xmlns:core="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/"
  photoshop:Credit="Tideline Pictures" xmpRights:WebStatement="https://licence.example/by/">
  <dc:description><rdf:Alt><rdf:li xml:lang="x-default">Ferries at the quay in fog.</rdf:li>
    <rdf:li xml:lang="de">Fähren am Kai.</rdf:li></rdf:Alt></dc:description>
  <dc:creator><rdf:Seq><rdf:li>Runa Solberg</rdf:li></rdf:Seq></dc:creator>
  <xmpRights:UsageTerms><rdf:Alt><rdf:li xml:lang="x-default">CC BY 4.0</rdf:li></rdf:Alt>
  </xmpRights:UsageTerms>
  <core:AltTextAccessibility><rdf:Alt>
    <rdf:li xml:lang="x-default">Two ferries, half hidden.</rdf:li></rdf:Alt>
  </core:AltTextAccessibility>
</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>""".encode()


def exif(orientation: int = 1) -> Image.Exif:
    """What a telephone writes: place, owner, serial number."""
    data = Image.Exif()
    data[ExifTags.Base.Orientation] = orientation
    data[ExifTags.Base.Artist] = "Owner Of The Phone"
    data[ExifTags.Base.Model] = CAMERA
    data.get_ifd(ExifTags.IFD.GPSInfo).update(PLACE)
    return data


def photograph(
    form: str = "JPEG", *, xmp: bytes = b"", orientation: int = 1, size: tuple[int, int] = (90, 60)
) -> bytes:
    """A picture, red above and blue below, with everything a file can tell."""
    picture = Image.new("RGB", size, "#c02020")
    picture.paste("#2020c0", (0, size[1] // 2, *size))
    out = BytesIO()
    options: dict[str, Any] = {"xmp": xmp} if xmp else {}
    if form == "GIF":
        options["comment"] = CAMERA.encode()
    else:
        options["exif"] = exif(orientation)
    if form == "PNG":
        options["pnginfo"] = PngInfo()
        options["pnginfo"].add_itxt("XML:com.adobe.xmp", xmp.decode())
    picture.save(out, form, **options)
    return out.getvalue()


def with_iptc(jpeg: bytes, fields: dict[tuple[int, int], bytes]) -> bytes:
    """The JPEG with IIM fields in an APP13 segment, as Photoshop writes them."""
    records = b"".join(
        b"\x1c" + bytes(key) + struct.pack(">H", len(value)) + value
        for key, value in fields.items()
    )
    block = b"8BIM\x04\x04\x00\x00" + struct.pack(">I", len(records)) + records
    block += b"\0" * (len(records) % 2)
    content = b"Photoshop 3.0\0" + block
    return jpeg[:2] + b"\xff\xed" + struct.pack(">H", len(content) + 2) + content + jpeg[2:]


def claimed_png(width: int, height: int) -> bytes:
    """A PNG whose header claims a size; there are hardly any pixels behind it."""

    def chunk(name: bytes, content: bytes) -> bytes:
        return (
            struct.pack(">I", len(content))
            + name
            + content
            + struct.pack(">I", zlib.crc32(name + content))
        )

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b"\0" * 64))
        + chunk(b"IEND", b"")
    )


def drawing(inside: str = "", before: str = "", attributes: str = "") -> bytes:
    """An SVG with something in it."""
    return (
        f'<?xml version="1.0"?>{before}<svg xmlns="http://www.w3.org/2000/svg" '
        f'xmlns:xlink="http://www.w3.org/1999/xlink" width="10" height="10" {attributes}>'
        f"{inside}<rect width='4' height='4' fill='url(#shade)' style='stroke: #333'/></svg>"
    ).encode()
