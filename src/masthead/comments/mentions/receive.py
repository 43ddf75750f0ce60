"""Where other sites send their claims: Webmention as a form, Pingback as XML-RPC."""

from __future__ import annotations

from http import HTTPStatus
from xml.sax.saxutils import escape

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST
from lxml import etree

from masthead.comments.models import Source
from masthead.comments.rates import is_crowded

from .claim import ClaimError, claim

LIMIT = 30  # claims from one part of the net in ten minutes
LARGEST = 16_384  # bytes
FAULT = 0x21  # "the target cannot be used", Pingback 1.0, section 3
ANSWER = '<?xml version="1.0"?><methodResponse>{}</methodResponse>'
OK = "<params><param><value><string>{}</string></value></param></params>"
WRONG = (
    "<fault><value><struct>"
    "<member><name>faultCode</name><value><int>{}</int></value></member>"
    "<member><name>faultString</name><value><string>{}</string></value></member>"
    "</struct></value></fault>"
)


@csrf_exempt
@never_cache
@require_POST
def webmention(request: HttpRequest) -> HttpResponse:
    """Take a claim (W3C Webmention, section 3.2): 202, or 400 and why."""
    if is_crowded(request, "mention", LIMIT):
        return _plain(_("Too many claims. Try again in ten minutes."), 429)
    try:
        claim(request.POST.get("source", ""), request.POST.get("target", ""), Source.WEBMENTION)
    except ClaimError as error:
        return _plain(str(error), HTTPStatus.BAD_REQUEST)
    return _plain(_("Thank you. It will be checked, and a moderator decides."), HTTPStatus.ACCEPTED)


@csrf_exempt
@never_cache
@require_POST
def pingback(request: HttpRequest) -> HttpResponse:
    """Take a claim by ``pingback.ping(source, target)``."""
    if is_crowded(request, "mention", LIMIT):
        return _xml(WRONG.format(0, escape(_("Too many claims. Try again in ten minutes."))))
    try:
        source, target = read_call(request.read(LARGEST + 1))
        claim(source, target, Source.PINGBACK)
    except ClaimError as error:
        return _xml(WRONG.format(FAULT, escape(str(error))))
    told = _("Thank you. It will be checked, and a moderator decides.")
    return _xml(OK.format(escape(told)))


# A slow sender must not hold the one write lock of SQLite.
webmention.own_transactions = True  # type: ignore[attr-defined]
pingback.own_transactions = True  # type: ignore[attr-defined]


def read_call(body: bytes) -> tuple[str, str]:
    """Source and target of a call. Raises ClaimError for anything else."""
    problem = _("This address takes pingback.ping(source, target) and nothing else.")
    if len(body) > LARGEST or b"<!DOCTYPE" in body.upper():
        raise ClaimError(problem)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        call = etree.fromstring(body, parser)
    except etree.XMLSyntaxError:
        raise ClaimError(problem) from None
    values = ["".join(value.itertext()).strip() for value in call.iterfind("params/param/value")]
    if call.findtext("methodName", "").strip() != "pingback.ping" or len(values) != 2:  # noqa: PLR2004 - source, target
        raise ClaimError(problem)
    return values[0], values[1]


def _plain(text: str, status: int) -> HttpResponse:
    return HttpResponse(f"{text}\n", status=status, content_type="text/plain; charset=utf-8")


def _xml(content: str) -> HttpResponse:
    return HttpResponse(ANSWER.format(content), content_type="text/xml; charset=utf-8")
