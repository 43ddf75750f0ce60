"""Files without what they tell about those who made them: place, time, camera, programs, names.

Pixels are not touched. What stays is what is needed to show them: colour profile, orientation.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from io import BytesIO

from PIL import ExifTags, Image, ImageOps

PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
PNG_TALK = frozenset({b"eXIf", b"tEXt", b"zTXt", b"iTXt", b"tIME", b"caBX"})
WEBP_TALK = frozenset({b"EXIF", b"XMP ", b"C2PA"})
WEBP_FLAGS = 0b0000_1100  # in VP8X: "has EXIF", "has XMP" (RFC 9649, section 2.7.1)
# Markers of JPEG (ITU-T T.81, table B.1). Kept of the application segments are APP0 (JFIF), APP2 as
# far as it is a colour profile, and APP14 (Adobe's note on how colours are coded).
FILL, EOI, SOS, COM = 0xFF, 0xD9, 0xDA, 0xFE
APP0, APP2, APP14, APP15 = 0xE0, 0xE2, 0xEE, 0xEF
PROFILE = b"ICC_PROFILE\0"
IN_PIXELS = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")  # the first marker that is none of these
# Blocks of GIF (GIF89a, sections 20, 23, 26)
GIF_IMAGE, GIF_CONTROL = 0x2C, 0xF9


def without_metadata(data: bytes) -> bytes:
    """Return the picture without its metadata. Raises ValueError where it is cut off."""
    if data.startswith(b"\xff\xd8"):
        return _jpeg(data)
    if data.startswith(PNG_SIGNATURE):
        return PNG_SIGNATURE + b"".join(_png_chunks(data))
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return _webp(data)
    return _written_anew(data)


def _jpeg(data: bytes) -> bytes:
    kept, at = [b"\xff\xd8", *_orientation(data)], 2
    while at + 4 <= len(data):
        marker = data[at + 1]
        if data[at] != FILL:
            raise ValueError(at)
        if marker == EOI:
            # What cameras append (previews, motion pictures) has metadata of its own.
            break
        if marker == FILL:
            at += 1
            continue
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4])
        if marker == SOS:
            pixels_end = IN_PIXELS.search(data, end)
            end = pixels_end.start() if pixels_end else len(data)
        if _is_kept(marker, data[at + 4 : end]):
            kept.append(data[at:end])
        at = end
    return b"".join([*kept, b"\xff\xd9"])


def _is_kept(marker: int, content: bytes) -> bool:
    if marker == APP2:
        return content.startswith(PROFILE)
    return marker in {APP0, APP14} or not (APP0 <= marker <= APP15 or marker == COM)


def _orientation(data: bytes) -> Iterator[bytes]:
    """Yield an Exif segment with the orientation and nothing else, where there is one."""
    with Image.open(BytesIO(data)) as picture:
        turned = picture.getexif().get(ExifTags.Base.Orientation, 1)
    if turned in range(2, 9):
        exif = Image.Exif()
        exif[ExifTags.Base.Orientation] = turned
        content = exif.tobytes()
        yield b"\xff\xe1" + struct.pack(">H", len(content) + 2) + content


def _png_chunks(data: bytes) -> Iterator[bytes]:
    at = len(PNG_SIGNATURE)
    while at + 12 <= len(data):
        end = at + 12 + int.from_bytes(data[at : at + 4])
        if data[at + 4 : at + 8] not in PNG_TALK:
            yield data[at:end]
        at = end


def _webp(data: bytes) -> bytes:
    kept, at = [], 12
    while at + 8 <= len(data):
        name, size = data[at : at + 4], int.from_bytes(data[at + 4 : at + 8], "little")
        end = at + 8 + size + size % 2
        chunk = data[at:end]
        if name == b"VP8X":
            chunk = chunk[:8] + bytes([chunk[8] & ~WEBP_FLAGS]) + chunk[9:]
        if name not in WEBP_TALK:
            kept.append(chunk)
        at = end
    body = b"WEBP" + b"".join(kept)
    return b"RIFF" + struct.pack("<I", len(body)) + body


def _written_anew(data: bytes) -> bytes:
    """AVIF has its metadata woven in, so its pixels are written again, at high quality."""
    with Image.open(BytesIO(data)) as picture:
        if picture.format == "GIF":
            return _gif(data)
        if not (picture.info.get("exif") or picture.info.get("xmp")):
            return data
        out = BytesIO()
        upright = (
            picture if getattr(picture, "is_animated", False) else ImageOps.exif_transpose(picture)
        )
        upright.save(
            out,
            "AVIF",
            save_all=True,
            quality=90,
            exif=b"",
            xmp=b"",
            icc_profile=picture.info.get("icc_profile"),
        )
        return out.getvalue()


def _gif(data: bytes) -> bytes:
    """Drop comments and application blocks but the one that repeats (GIF89a, sections 24, 26)."""
    at = 13 + _colour_table(data[10])
    kept = [data[:at]]
    while at < len(data) and data[at] in b"\x21\x2c":
        start = at
        if data[at] == GIF_IMAGE:  # descriptor, colours, code size, pixels
            at = _sub_blocks(data, at + 10 + _colour_table(data[at + 9]) + 1)
            kept.append(data[start:at])
            continue
        label, at = data[at + 1], _sub_blocks(data, at + 2)
        repeats = data[start + 3 : start + 14] == b"NETSCAPE2.0"
        if label == GIF_CONTROL or repeats:
            kept.append(data[start:at])
    return b"".join([*kept, b"\x3b"])


def _colour_table(flags: int) -> int:
    """Return the length in bytes of the colour table that ``flags`` announce."""
    return 3 * 2 ** ((flags & 7) + 1) if flags & 0x80 else 0


def _sub_blocks(data: bytes, at: int) -> int:
    """Return where the chain of sub-blocks at ``at`` ends."""
    while at < len(data) and data[at]:
        at += data[at] + 1
    return at + 1
