"""The body of a post: its content, of whatever age, as body blocks."""

import re

from .autop import autop
from .core_blocks import convert_block
from .dom import HANDLERS
from .embeds import LONE_ADDRESS, is_provider, watch_address
from .make import Block, divider, embed
from .markup import has_blocks, parse
from .reader import Reader, joined
from .shortcodes import resolve
from .tree import tree
from .work import Work

_MORE = re.compile(r"<!--more(?:\s[^>]*?)?-->|<!--noteaser-->")
_NEXT_PAGE = re.compile(r"<!--nextpage-->")
_UNKEPT = re.compile(r"<(script|form|style)\b", re.IGNORECASE)


def body(content: str, work: Work) -> list[Block]:
    """The body blocks of `content`. No word that readers saw is lost; what is left out is told."""
    for name in sorted({found.lower() for found in _UNKEPT.findall(content)}):
        work.note(f"A {name} in the text was left out; words in it stay.")
    reader = Reader(work, HANDLERS)
    if not has_blocks(content):
        return convert(content, reader, classic=True)
    return joined(
        made for block in parse(content) for made in convert_block(block, reader, convert)
    )


def convert(html: str, reader: Reader, *, classic: bool = False) -> list[Block]:
    """HTML with shortcodes as blocks; `classic` text gets its paragraphs from its empty lines."""
    html = _MORE.sub("", html)
    html = _NEXT_PAGE.sub(lambda _: f"\n\n{reader.work.slot([divider()])}\n\n", html)
    html = resolve(html, reader)
    if classic:
        html = LONE_ADDRESS.sub(lambda found: _lone(found.group(1), reader.work), html)
        html = autop(html)
    return reader.inside(tree(html))


def _lone(url: str, work: Work) -> str:
    address = watch_address(url.replace("&amp;", "&"))
    return work.slot([embed(address)]) if address and is_provider(address) else url
