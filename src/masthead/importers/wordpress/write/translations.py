"""Stories in several languages, tied together as Polylang ties them.

Its taxonomy `post_translations` has a term for each group of posts; the term's description is
serialised PHP, the posts' ids by language.
"""

from django.db import transaction
from wagtail.models import ReferenceIndex, Revision

from masthead.articles.models import ArticlePage
from masthead.importers.models import ImportedThing
from masthead.translations import follow

from ..read.php import BrokenPhpError, loads
from ..read.records import Term
from .context import Import
from .known import chunks

TAXONOMY = "post_translations"


def link_translations(run: Import) -> None:
    """Let each story name the one it was translated from.

    An export does not tell which that is; the story in the site's language is taken, else the
    one with the lowest id. What was edited here since stays as it is.
    """
    groups = [term for term in run.survey.terms.values() if term.taxonomy == TAXONOMY]
    for some in chunks(groups):
        with transaction.atomic():
            for term in some:
                _link(term, run)


def _link(term: Term, run: Import) -> None:
    ids = _ids(term, run)
    rows = run.known.find("post", ids.values())
    own = run.language.partition("-")[0]
    in_order = sorted(ids.items(), key=lambda one: (one[0].partition("_")[0] != own, one[1]))
    found = [rows[str(old_id)] for _, old_id in in_order if str(old_id) in rows]
    if not found:
        return
    original = ArticlePage.objects.filter(pk=found[0].object_id).first()
    for row in found[1:] if original else ():
        _translated(row, found[0].object_id)


def _translated(row: ImportedThing, original: int) -> None:
    page = ArticlePage.objects.filter(
        pk=row.object_id, latest_revision=row.revision_id, translation_of=None
    ).first()
    if page is None or page.pk == original:
        return
    ArticlePage.objects.filter(pk=page.pk).update(translation_of=original)
    revision = Revision.objects.get(pk=row.revision_id)
    revision.content["translation_of"] = original
    revision.save(update_fields=["content"])
    page.translation_of_id = original
    follow.bind(page)
    ReferenceIndex.create_or_update_for_object(page)


def _ids(term: Term, run: Import) -> dict[str, int]:
    """Old ids by language; none where the term does not tell."""
    try:
        said = loads(term.description) if term.description else {}
    except BrokenPhpError as error:
        run.report.note(f"A group of translations is damaged PHP ({error}).", term.place)
        return {}
    pairs = said.items() if isinstance(said, dict) else ()
    return {str(name): old_id for name, old_id in pairs if isinstance(old_id, int)}
