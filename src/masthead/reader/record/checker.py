"""The page that checks copies by itself: one file that can be saved and used without a network.

It carries the words of every language that the product speaks, so that it can be passed on to
whoever reads another one: `#fa` after its address asks for Persian.
"""

from __future__ import annotations

import gettext as catalogues
import json
import re
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import get_language, get_language_info, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from masthead.core.language import direction, nearest
from masthead.outlet.language import forms
from masthead.reader.language import in_the_outlets_language
from masthead.record.encoding import encode

if TYPE_CHECKING:
    from django.http import HttpRequest

FOLDER = Path(__file__).parents[2] / "templates/masthead/record/checker"
#: The script in the order in which its parts need each other.
PARTS = "words encoding note policy proof page object judge archive screen".split()
CACHED = "public, max-age=3600"  # seconds
#: What the script says, as `make messages` finds it too; these go into a catalogue of their own.
MARKED = re.compile(r'\b_\(("(?:[^"\\]|\\.)*")\)')
DOMAIN = "djangojs"


@require_safe
@in_the_outlets_language
def checker(request: HttpRequest) -> HttpResponse:
    """Give the page with a policy that lets it run its own script and reach nobody."""
    page, policy = _answer(get_language() or "en")
    headers = {"Content-Security-Policy": policy, "Cache-Control": CACHED}
    return HttpResponse(page, headers=headers)


def page(language: str) -> str:
    """Return the page as it opens for readers of ``language`` (BCP 47) where none is asked for."""
    languages = _languages()
    code = nearest(language, languages) or "en"
    context = {
        "code": code,
        "own": languages[code],
        "languages": languages,
        "style": (FOLDER / "checker.css").read_text(encoding="utf-8"),
        "script": script(),
    }
    return render_to_string("masthead/record/checker.html", context)


def script() -> str:
    """Return the script of the page."""
    parts = [(FOLDER / f"{name}.js").read_text(encoding="utf-8") for name in PARTS]
    return "\n" + "\n".join(parts)


def marked(source: str) -> list[str]:
    """Return what a script says, in English, each sentence once."""
    return list(dict.fromkeys(json.loads(literal) for literal in MARKED.findall(source)))


@cache
def _answer(language: str) -> tuple[str, str]:
    made = page(language)
    allowed = encode(sha256(script().encode()).digest())
    policy = (
        f"default-src 'none'; script-src 'sha256-{allowed}'; style-src 'unsafe-inline';"
        " base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
    )
    return made, policy


def _languages() -> dict[str, dict[str, Any]]:
    """What the page needs to speak each language, by its code."""
    found = {}
    for code, _name in settings.LANGUAGES:
        with override(code):
            found[code] = {
                "name": get_language_info(code)["name_local"],
                "direction": direction(code),
                "tag": forms(),
                "choice": _("Languages"),
                "scripts": _(
                    "This page checks with a script that it carries itself, and scripts are"
                    " turned off here. “masthead verify” does the same in a terminal."
                ),
                "page": _words_by_place(),
                "words": _words_of_the_script(code),
            }
    return found


def _words_by_place() -> dict[str, str]:
    return {
        "heading": _("Check a copy, offline"),
        "promise": _(
            "This page asks no other machine for anything. Save it, take it where you want,"
            " and use it without a network. It works with a policy that you got from somebody"
            " you trust."
        ),
        "policy_label": _("The policy: whose signatures count"),
        "policy_pick": _("Choose the file"),
        "files_pick": _("Choose the files"),
        "files_label": _(
            "The saved page, its article object and its proofs, together, or a web archive (WACZ)"
        ),
        "limits": _(
            "No proof can show that nothing came later. The formats are described in"
            " docs/record-format.md of Masthead."
        ),
    }


def _words_of_the_script(code: str) -> dict[str, str]:
    if code == "en":
        return {}
    found = catalogues.translation(DOMAIN, settings.LOCALE_PATHS[0], [code])
    return {words: found.gettext(words) for words in marked(script())}
