"""What a comment points to: web sites, hashtags, handles, telephone numbers."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from .normal import URL, fold, has_link

TAG = re.compile(r"(?<![\w/&#])#(\w{2,100})")
HANDLE = re.compile(r"(?<![\w/.@])@(\w[\w.]{1,60}\w)")
# As people write them, from seven digits to the fifteen that E.164 allows.
PHONE = re.compile(r"(?<![\w.,/-])\+?\d(?:[\s().\-/]{0,2}\d){6,14}(?![\w-])")
DATE = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}")


def things(text: str) -> frozenset[str]:
    """Each thing once, in one spelling: "example.org", "#tag", "@name", "+123"."""
    found: set[str] = set()
    rest = text
    if has_link(text):
        found = {host for url in URL.findall(text) if (host := _host(url))}
        rest = URL.sub(" ", text)
    if "#" in rest:
        found |= {f"#{fold(tag).replace(' ', '')}" for tag in TAG.findall(rest)}
    if "@" in rest:
        found |= {f"@{handle.casefold()}" for handle in HANDLE.findall(rest)}
    found |= {_number(it) for it in PHONE.findall(rest) if not DATE.fullmatch(it.strip())}
    return frozenset(found - {"#"})


def _host(url: str) -> str:
    try:
        host = urlsplit(url if "://" in url else f"https://{url}").hostname or ""
    except ValueError:  # "https://[" and the like
        return ""
    return host.removeprefix("www.").rstrip(".,;!?)")


def _number(written: str) -> str:
    """Digits alone, without the zeros that stand for "abroad" or "from here"."""
    return f"+{fold(re.sub(r'[^0-9]', '', fold(written))).lstrip('0')}"
