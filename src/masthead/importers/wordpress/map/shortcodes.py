"""Shortcodes: `[caption]`, `[gallery]` and the like. `SHORTCODES` is the table.

Grammar and attributes as in https://codex.wordpress.org/Shortcode_API.
"""

import re
from collections.abc import Callable

from . import make
from .embeds import watch_address
from .make import Block, Shown
from .pictures import is_picture, link_of, picture, size_of
from .pictures import shown as shown_in
from .reader import Reader
from .tree import tree
from .work import Attachment, Work

Attributes = dict[str, str]
Shortcode = Callable[[Attributes, str, Reader], list[Block]]

_PAIR = re.compile(
    r"""([\w-]+)\s*=\s*"([^"]*)"|([\w-]+)\s*=\s*'([^']*)'|([\w-]+)\s*=\s*([^\s'"]+)|"([^"]*)"|(\S+)"""
)
#: A name that only a plugin's shortcode has: with values, or closed further on, or long-winded.
_STRANGER = re.compile(r"\[([a-zA-Z][\w-]{1,40})(?:\s+[\w-]+\s*=[^\]]*)?/?\]")


def attributes(text: str) -> Attributes:
    """Named values by lower-case name; the others by their number from "0"."""
    found: Attributes = {}
    loose = 0
    for pair in _PAIR.finditer(text.replace("\xa0", " ").replace("\u200b", " ")):
        groups = pair.groups()
        name = groups[0] or groups[2] or groups[4]
        if name:
            found[name.lower()] = next(
                v for v in (groups[1], groups[3], groups[5]) if v is not None
            )
        else:
            found[str(loose)] = groups[6] if groups[6] is not None else groups[7]
            loose += 1
    return found


def caption(values: Attributes, content: str, reader: Reader) -> list[Block]:
    """A picture with words under it, inside the shortcode or, before 2012, as its attribute."""
    inner = tree(content)
    img = next((found for found in inner.iter("img") if not found.get("data-slot")), None)
    if img is None:
        return reader.inside(inner) + make.paragraph(values.get("caption", ""))
    anchor = next(img.iterancestors("a"), None)
    href = reader.work.address(anchor.get("href") or "") if anchor is not None else ""
    inner.set("class", values.get("align", ""))
    old_id = values.get("id", "").removeprefix("attachment_")
    if "wp-image-" not in (img.get("class") or "") and old_id.isdecimal():
        img.set("data-id", old_id)
    shown = shown_in(img, reader.work)
    words, more = reader.strict(inner)
    more = [block for block in more if block["type"] != "image"]
    if not words and values.get("caption"):
        words = reader.strict(tree(values["caption"]))[0]
    if shown is None:
        return [make.text(f"<p>{words}</p>"), *more] if words else more
    shown = Shown(shown.picture, shown.alt, words)
    return [make.image(shown, size_of(inner, img), link_of(href, shown, reader.work)), *more]


def gallery(values: Attributes, content: str, reader: Reader) -> list[Block]:
    """Pictures by id, or all that were uploaded to the post."""
    del content
    work = reader.work
    named = values.get("ids") or values.get("include") or ""
    pictures: list[Shown] = []
    if named:
        for old_id in re.findall(r"\d+", named):
            found = work.library.attachment(int(old_id))
            if found is None:
                work.note(f"The picture {old_id} of a gallery is not in the export.")
                continue
            pictures.append(_attached(found, reader))
    else:
        out = set(re.findall(r"\d+", values.get("exclude", "")))
        post = values.get("id", "")
        attached = work.library.attached_to(int(post) if post.isdecimal() else work.post)
        pictures = [
            _attached(found, reader)
            for found in attached
            if is_picture(found.url) and str(found.id) not in out
        ]
    return [make.gallery(pictures)] if pictures else []


def _attached(found: Attachment, reader: Reader) -> Shown:
    shown = picture(reader.work, "", found.id, found.alt)
    return Shown(shown.picture, shown.alt, reader.strict(tree(found.caption))[0])


def embed(values: Attributes, content: str, reader: Reader) -> list[Block]:
    """An address, inside or as `src`."""
    del reader
    url = watch_address(
        content.strip().replace("&amp;", "&") or values.get("src") or values.get("0", "")
    )
    return [make.embed(url)] if url else []


def player(values: Attributes, content: str, reader: Reader) -> list[Block]:
    """`[audio]` or `[video]`: the first source it names."""
    names = (
        "src",
        "mp3",
        "m4a",
        "ogg",
        "wav",
        "wma",
        "flac",
        "mp4",
        "m4v",
        "webm",
        "ogv",
        "wmv",
        "flv",
        "0",
    )
    source = next((values[name] for name in names if values.get(name)), "")
    url = watch_address(source.replace("&amp;", "&"))
    blocks = [make.embed(url)] if url else []
    return blocks + reader.inside(tree(content)) if content.strip() else blocks


def playlist(values: Attributes, content: str, reader: Reader) -> list[Block]:
    """One player for each piece."""
    del content
    blocks = []
    for old_id in re.findall(r"\d+", values.get("ids", "")):
        found = reader.work.library.attachment(int(old_id))
        if found is None:
            reader.work.note(f"The piece {old_id} of a playlist is not in the export.")
        elif url := watch_address(found.url):
            blocks.append(make.embed(url, title=found.title))
    return blocks


#: What each shortcode of WordPress itself becomes.
SHORTCODES: dict[str, Shortcode] = {
    "audio": player,
    "caption": caption,
    "embed": embed,
    "gallery": gallery,
    "playlist": playlist,
    "video": player,
    "wp_caption": caption,
}

_NAMES = "|".join(SHORTCODES)
_KNOWN = re.compile(
    rf"(?P<tag><[a-zA-Z/!][^>\[\]]*>)|\[\[(?P<escaped>/?(?:{_NAMES})\b[^\]]*)\]\]"
    rf"|\[(?P<name>{_NAMES})(?=[\s\]/])(?P<values>[^\]]*?)(?P<void>/)?\]"
)


def resolve(content: str, reader: Reader) -> str:
    """`content` with each known shortcode replaced by a slot with its blocks.

    Unknown ones stay, as words that readers see (as they do on a WordPress without the plugin).
    """
    if "[" not in content:
        return content
    out: list[str] = []
    at = 0
    while found := _KNOWN.search(content, at):
        out.append(content[at : found.start()])
        at = found.end()
        if found["tag"]:
            out.append(found["tag"])
        elif found["escaped"]:
            out.append(f"[{found['escaped']}]")
        else:
            inner = ""
            closing = f"[/{found['name']}]"
            end = -1 if found["void"] else content.find(closing, at)
            if end >= 0 and f"[{found['name']}" not in content[at:end]:
                inner, at = content[at:end], end + len(closing)
            out.append(_slot(found["name"], found["values"] or "", inner, reader))
    out.append(content[at:])
    result = "".join(out)
    _tell_strangers(result, reader.work)
    return result


def _slot(name: str, values: str, inner: str, reader: Reader) -> str:
    blocks = SHORTCODES[name](attributes(values), resolve(inner, reader), reader)
    return reader.work.slot(blocks) if blocks else ""


def _tell_strangers(content: str, work: Work) -> None:
    for found in _STRANGER.finditer(content):
        name = found.group(1)
        if "=" in found.group() or "_" in name or f"[/{name}]" in content:
            work.note(f"The shortcode [{name}] is of a plugin; it was left as words.")
