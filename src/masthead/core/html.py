"""HTML from strangers: what may stay, and what a reader sees of it."""

from html import escape
from html.parser import HTMLParser

import nh3

from masthead.core.text import collapse

#: Elements whose content no reader sees; it goes away together with the element.
HIDDEN = frozenset(
    "script style template noscript noframes noembed iframe object applet audio video canvas svg "
    "head title datalist".split()
)

#: Elements that stand on lines of their own (HTML Living Standard, section 15.3, "display: block"
#: and the table parts), so that the words on both sides of their edges are different words.
BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset "
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li listing main "
    "menu nav ol optgroup option p plaintext pre search section summary table tbody td tfoot th "
    "thead tr ul xmp".split()
)

_TAGS = set(
    "a abbr address article aside b bdi bdo blockquote br caption cite code col colgroup data dd "
    "del details dfn div dl dt em figcaption figure footer h2 h3 h4 h5 h6 header hr i ins kbd li "
    "mark ol p pre q rp rt ruby s samp section small span strong sub summary sup table tbody td "
    "tfoot th thead time tr u ul var wbr".split()
)

_ATTRIBUTES = {
    "*": {"lang", "dir"},
    "a": {"href", "title", "hreflang"},
    "abbr": {"title"},
    "blockquote": {"cite"},
    "col": {"span"},
    "colgroup": {"span"},
    "data": {"value"},
    "del": {"cite", "datetime"},
    "figure": {"data-picture"},
    "ins": {"cite", "datetime"},
    "li": {"value"},
    "ol": {"start", "reversed", "type"},
    "q": {"cite"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "time": {"datetime"},
}

_CLEANER = nh3.Cleaner(
    tags=_TAGS,
    attributes=_ATTRIBUTES,
    clean_content_tags=set(HIDDEN),
    # A missing picture is a place in a story that an importer marked, to be found again.
    allowed_classes={"figure": {"missing-picture"}},
    url_schemes={"http", "https", "mailto"},
    link_rel="noopener",
)


def clean(html: str) -> str:
    """The harmless rest of `html`, well-formed.

    Nothing in it runs, loads from another host or changes how the page around it looks. Pictures
    and frames are gone: they have blocks of their own. Text outside of `HIDDEN` elements stays.
    """
    return _CLEANER.clean(html)


def from_text(text: str) -> str:
    """Plain text as HTML, line ends as `<br>`."""
    return "<br>".join(escape(line, quote=False) for line in text.split("\n"))


def visible_text(html: str) -> str:
    """The words a reader sees, one line for each block; no markup and no entities."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    lines = (collapse(line) for line in "".join(reader.parts).split("\n"))
    return "\n".join(line for line in lines if line)


class _Reader(HTMLParser):
    """Collects text; `hidden` counts the open elements that hide it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.hidden: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in HIDDEN:
            self.hidden.append(tag)
        elif tag in BLOCKS or tag == "br":
            self.parts.append("\n")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in HIDDEN:
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag in self.hidden:
            while self.hidden.pop() != tag:
                pass
        elif tag in BLOCKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            # Line ends in the source are only spaces; new lines come from the elements.
            self.parts.append(data.replace("\n", " "))
