"""Records of the trees the parser gives."""

from collections.abc import Callable, Iterator
from pathlib import Path

from masthead.importers.errors import Place, Tell

from .ours import META
from .parser import Node, nodes
from .records import Author, Item, OldComment, Own, Record, Site, Term, TermUse

VERSIONS = {"1.0", "1.1", "1.2"}

_DIGITS = 18  # more do not fit into a number of the database
_HEAD = {"title", "link", "description", "pubDate", "language", "generator"}
_HEAD_WP = {"wp:wxr_version", "wp:base_site_url", "wp:base_blog_url"}


def records(path: Path, tell: Tell) -> Iterator[Record]:
    """Every record of the export at `path`: first its Site, then the rest in the file's order.

    Raises NotReadableError as `parser.nodes` does; then what came before it must not be used.
    """
    head: dict[str, str] | None = {}
    for node in nodes(path, tell):
        if head is not None and (node.tag in _HEAD or node.tag in _HEAD_WP):
            head.setdefault(node.tag, node.text.strip())
            continue
        build = _BUILDERS.get(node.tag)
        if build is None:
            continue
        if head is not None:
            yield _site(head, Place(path.name, node.line), tell)
            head = None
        yield build(node, path.name)
    if head is not None:
        yield _site(head, Place(path.name, 1), tell)


def _site(head: dict[str, str], place: Place, tell: Tell) -> Site:
    version = head.get("wp:wxr_version", "")
    if version not in VERSIONS:
        said = f"an unknown version, {version!r}" if version else "no version"
        tell(f"The export names {said}; it was read as 1.2.", place)
    address = head.get("wp:base_blog_url") or head.get("link") or head.get("wp:base_site_url", "")
    return Site(
        title=head.get("title", ""),
        tagline=head.get("description", ""),
        language=head.get("language", ""),
        address=address.rstrip("/"),
        link=head.get("link", ""),
        published=head.get("pubDate", ""),
        version=version,
        generator=head.get("generator", ""),
    )


def _fields(node: Node) -> dict[str, str]:
    return {child.tag: child.text for child in node.children}


def number(text: str) -> int:
    """The whole number in `text`, 0 where there is none: WordPress writes 0 for "none"."""
    text = text.strip()
    digits = text.removeprefix("-")
    return int(text) if digits.isascii() and digits.isdigit() and len(digits) <= _DIGITS else 0


def _author(node: Node, file: str) -> Author:
    get = _fields(node).get
    return Author(
        id=number(get("wp:author_id", "")),
        login=get("wp:author_login", "").strip(),
        email=get("wp:author_email", "").strip(),
        name=get("wp:author_display_name", "").strip(),
        first_name=get("wp:author_first_name", "").strip(),
        last_name=get("wp:author_last_name", "").strip(),
        place=Place(file, node.line),
    )


def _category(node: Node, file: str) -> Term:
    get = _fields(node).get
    return Term(
        id=number(get("wp:term_id", "")),
        taxonomy="category",
        slug=get("wp:category_nicename", "").strip(),
        name=get("wp:cat_name", "").strip(),
        parent=get("wp:category_parent", "").strip(),
        description=get("wp:category_description", ""),
        place=Place(file, node.line),
    )


def _tag(node: Node, file: str) -> Term:
    get = _fields(node).get
    return Term(
        id=number(get("wp:term_id", "")),
        taxonomy="post_tag",
        slug=get("wp:tag_slug", "").strip(),
        name=get("wp:tag_name", "").strip(),
        parent="",
        description=get("wp:tag_description", ""),
        place=Place(file, node.line),
    )


def _term(node: Node, file: str) -> Term:
    get = _fields(node).get
    return Term(
        id=number(get("wp:term_id", "")),
        taxonomy=get("wp:term_taxonomy", "").strip(),
        slug=get("wp:term_slug", "").strip(),
        name=get("wp:term_name", "").strip(),
        parent=get("wp:term_parent", "").strip(),
        description=get("wp:term_description", ""),
        place=Place(file, node.line),
    )


def _item(node: Node, file: str) -> Item:
    get = _fields(node).get
    meta: dict[str, list[str]] = {}
    for child in node.children:
        if child.tag == "wp:postmeta":
            pair = _fields(child)
            meta.setdefault(pair.get("wp:meta_key", ""), []).append(pair.get("wp:meta_value", ""))
    return Item(
        id=number(get("wp:post_id", "")) or -node.line,  # WordPress counts from 1
        type=get("wp:post_type", "post").strip() or "post",
        status=get("wp:status", "").strip() or "publish",
        title=get("title", ""),
        link=get("link", "").strip(),
        guid=get("guid", "").strip(),
        creator=get("dc:creator", "").strip(),
        content=get("content:encoded", ""),
        excerpt=get("excerpt:encoded", ""),
        published=get("pubDate", "").strip(),
        date=get("wp:post_date", "").strip(),
        date_gmt=get("wp:post_date_gmt", "").strip(),
        modified=get("wp:post_modified", "").strip(),
        modified_gmt=get("wp:post_modified_gmt", "").strip(),
        slug=get("wp:post_name", "").strip(),
        parent=number(get("wp:post_parent", "")),
        order=number(get("wp:menu_order", "")),
        password=get("wp:post_password", ""),
        sticky=get("wp:is_sticky", "").strip() == "1",
        comments_open=get("wp:comment_status", "").strip() == "open",
        attachment_url=get("wp:attachment_url", "").strip(),
        place=Place(file, node.line),
        terms=_terms(node),
        meta=meta,
        comments=tuple(
            _comment(child, file) for child in node.children if child.tag == "wp:comment"
        ),
        cut=node.cut,
    )


def _terms(node: Node) -> tuple[TermUse, ...]:
    """Terms once each. WXR 1.0 names a term twice, the first time without its slug."""
    uses: dict[tuple[str, str], TermUse] = {}
    for child in node.children:
        if child.tag != "category" or not child.attributes.get("nicename"):
            continue
        taxonomy = child.attributes.get("domain", "category")
        taxonomy = "post_tag" if taxonomy == "tag" else taxonomy
        slug = child.attributes["nicename"]
        uses.setdefault((taxonomy, slug), TermUse(taxonomy, slug, child.text.strip()))
    return tuple(uses.values())


def _comment(node: Node, file: str) -> OldComment:
    get = _fields(node).get
    return OldComment(
        id=number(get("wp:comment_id", "")),
        author=get("wp:comment_author", "").strip(),
        email=get("wp:comment_author_email", "").strip(),
        url=get("wp:comment_author_url", "").strip(),
        date=get("wp:comment_date", "").strip(),
        date_gmt=get("wp:comment_date_gmt", "").strip(),
        content=get("wp:comment_content", ""),
        approved=get("wp:comment_approved", "").strip(),
        type=get("wp:comment_type", "").strip() or "comment",
        parent=number(get("wp:comment_parent", "")),
        user=number(get("wp:comment_user_id", "")),
        place=Place(file, node.line),
        ours=next(_own_meta(node), ""),
    )


def _own_meta(node: Node) -> Iterator[str]:
    for child in node.children:
        if child.tag == "wp:commentmeta":
            pair = _fields(child)
            if pair.get("wp:meta_key") == META:
                yield pair.get("wp:meta_value", "")


def _own(node: Node, file: str) -> Own:
    kind, name = node.attributes.get("kind", ""), node.attributes.get("name", "")
    return Own(kind, name, node.text, Place(file, node.line))


_BUILDERS: dict[str, Callable[[Node, str], Record]] = {
    "wp:author": _author,
    "wp:category": _category,
    "wp:tag": _tag,
    "wp:term": _term,
    "masthead:thing": _own,
    "item": _item,
}
