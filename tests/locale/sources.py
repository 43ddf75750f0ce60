"""What the code and the templates say, and which templates readers see."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

from django.template.base import Lexer, TokenType
from django.utils.translation.template import templatize

from .catalogue import ROOT

TEMPLATES = ROOT / "templates/masthead"
NEWSROOM = TEMPLATES / "newsroom"
# Nothing in this one may fail for the reason it is shown, so it asks for no translation either.
BARE = TEMPLATES / "500.html"
PAGES = sorted(
    path for path in TEMPLATES.rglob("*.html") if NEWSROOM not in path.parents and path != BARE
)
CALLS = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy"}
LITERAL = r"""u?(?:'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*")"""
# As Django writes a template's strings down for xgettext.
TEMPLATE_CALL = re.compile(rf"\b(_|n?p?gettext)\(\s*({LITERAL}(?:,\s*{LITERAL})*)")
SPOKEN = {"alt", "aria-description", "aria-label", "placeholder", "title", "value"}
LETTERS = re.compile(r"[^\W\d_]{2}")
# Blocks in which nothing unmarked is said, and how they end.
SILENT = {"blocktranslate": "endblocktranslate", "block body_class": "endblock"}
NAMES = {"ninjs"}  # the standard is called so in every language


def gathered() -> set[str]:
    """All that `make messages` finds in Python and templates."""
    paths = (path for path in ROOT.rglob("*") if path.suffix in {".py", ".html", ".txt"})
    return set().union(*map(strings, paths))


def strings(path: Path) -> set[str]:
    """All that is marked in a file, as gettext looks it up."""
    calls = _in_python(path) if path.suffix == ".py" else _in_template(path)
    return {_key(name, texts) for name, texts in calls}


def _in_python(path: Path) -> Iterator[tuple[str, list[str]]]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in CALLS:
            yield node.func.id, [ast.literal_eval(arg) for arg in node.args[:2] if _is_text(arg)]


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def _in_template(path: Path) -> Iterator[tuple[str, list[str]]]:
    for match in TEMPLATE_CALL.finditer(templatize(path.read_text(), origin=str(path))):
        yield match[1], ast.literal_eval(f"[{match[2]}]")


def _key(name: str, texts: list[str]) -> str:
    return "\x04".join(texts[:2]) if "pgettext" in name else texts[0]


def unmarked(source: str) -> list[str]:
    """Words of a template that no translation can reach."""
    finder = _Words()
    finder.feed("".join(_plain(source)))
    finder.close()
    return [word for word in finder.found if word not in NAMES]


def _plain(source: str) -> Iterator[str]:
    """The template's own markup, without tags, comments and blocks that are translated."""
    end = ""
    for token in Lexer(source).tokenize():
        if token.token_type == TokenType.BLOCK:
            name = token.contents.split()[0]
            end = "" if name == end else end or SILENT.get(token.contents, SILENT.get(name, ""))
        elif token.token_type == TokenType.TEXT and not end:
            yield token.contents


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            said = name in SPOKEN or (
                # What the public record calls a text is no word to readers.
                name.startswith("data-")
                and name != "data-record"
                and not (value or "").startswith("/")
            )
            if said and value and LETTERS.search(value):
                self.found.append(value)

    def handle_data(self, data: str) -> None:
        if LETTERS.search(data):
            self.found.append(data.strip())


def hasty(path: Path) -> list[str]:
    """Strings translated while a module is imported, which keep the language of the start."""
    tree = ast.parse(path.read_text())
    eager = {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for alias in node.names
        if alias.name in CALLS and not alias.name.endswith("_lazy")
    }
    return [
        ast.unparse(node)
        for node in _run_at_import(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in eager
    ]


def _run_at_import(node: ast.AST) -> Iterator[ast.AST]:
    for child in ast.iter_child_nodes(node):
        if not isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            yield child
            yield from _run_at_import(child)


def hidden(path: Path) -> list[str]:
    """Strings inside of f-strings, where xgettext finds none: `make messages` would drop them."""
    return [
        ast.unparse(call)
        for text in ast.walk(ast.parse(path.read_text()))
        if isinstance(text, ast.JoinedStr)
        for call in ast.walk(text)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in CALLS
    ]
