"""`/record/check/`: "Did you publish this?" For a passage, the address of a copy, or a file."""

from __future__ import annotations

from http import HTTPStatus
from io import BytesIO
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.cache import caches
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from masthead.core import rates
from masthead.core.fetch import FetchError, Limits, fetch
from masthead.ledger import answer, lists, quote
from masthead.ledger.answer import Said
from masthead.reader.head.model import Head
from masthead.reader.language import in_the_outlets_language
from masthead.record.verify import Finding, Verdict

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

LARGEST = 5 * 1024 * 1024  # bytes of a file or a copy
PATIENCE = Limits(bytes=LARGEST, seconds=15, seconds_per_read=5)
SPAN, LIMIT = 600, 60  # seconds, questions out of one part of the net


# Exempt: the answer changes nothing and needs no cookie.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@in_the_outlets_language
def check(request: HttpRequest) -> HttpResponse:
    """Show the form, or answer what was asked."""
    context: dict[str, Any] = {
        "head": Head(title=_("Did you publish this?"), path="/record/check/"),
        "shortest": quote.SHORTEST,
    }
    status = HTTPStatus.OK
    if request.method == "POST":
        if _is_too_much(request):
            context["problem"] = _("Too many questions came from your part of the net. Try later.")
            status = HTTPStatus.TOO_MANY_REQUESTS
        else:
            context |= _answered(request)
    return render(request, "masthead/record/check.html", context, status=status)


# No answer writes anything, so none has to wait for a writer.
check.own_transactions = True  # type: ignore[attr-defined]


def _answered(request: HttpRequest) -> dict[str, Any]:
    text = request.POST.get("text", "").strip()
    address = request.POST.get("address", "").strip()
    upload: Any = request.FILES.get("file")
    asked = {"text": text[: quote.LONGEST], "address": address[:2000]}
    if upload:
        if upload.size > LARGEST:
            return asked | {"problem": _("The file is larger than 5 MB.")}
        return asked | {"answers": _shown(answer.about_file(upload.read()))}
    if address:
        return asked | {"answers": _shown([_about_copy(address)])}
    if len(quote.quotable(text)) < quote.SHORTEST:
        return asked | {"problem": _("Paste a whole sentence, an address, or choose a file.")}
    return asked | {"answers": _shown(answer.about_text(text))}


def _about_copy(address: str) -> Said:
    into = BytesIO()
    try:
        fetch(address, into, limits=PATIENCE, accept="text/html")
    except FetchError as error:
        return Said(Finding(Verdict.CANNOT_TELL, str(error)))
    return answer.about_bytes(into.getvalue())


def _shown(said: list[Said]) -> list[dict[str, Any]]:
    names = {
        Verdict.GENUINE: _("Genuine"),
        Verdict.NOT_WITNESSED: _("Genuine"),
        Verdict.SUPERSEDED: _("Ours, and changed later"),
        Verdict.WITHDRAWN: _("Ours, and withdrawn later"),
        Verdict.ALTERED: _("Altered"),
        Verdict.UNKNOWN: _("Not in our record"),
        Verdict.CANNOT_TELL: _("Cannot tell"),
    }
    listed = lists.with_stories(one.entry for one in said if one.entry)
    stories = {row.entry.pk: row for row in listed}
    return [
        {
            "name": names[one.finding.verdict],
            "verdict": one.finding.verdict.name.lower(),
            "sentence": str(one.finding),
            "address": one.address,
            "story": stories.get(one.entry.pk) if one.entry else None,
        }
        for one in said
    ]


def _is_too_much(request: HttpRequest) -> bool:
    address = rates.sender_address(request.META, behind_proxy=settings.BEHIND_PROXY)
    seen = rates.count(caches["limits"], "record-check", rates.prefix(address), seconds=SPAN)
    return seen > rates.share(LIMIT, settings.WEB_PROCESSES)
