"""The revision that an import made, after the page it is of was finished."""

from typing import Any

from wagtail.models import Revision


def refresh_revision(page: Any) -> None:
    """Let the newest revision of `page` say what its row says."""
    Revision.objects.filter(pk=page.latest_revision_id).update(content=page.serializable_data())
