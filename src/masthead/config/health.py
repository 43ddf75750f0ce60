"""Two questions a supervisor asks: is the process alive, and can it serve."""

from collections.abc import Callable

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse

Respond = Callable[[HttpRequest], HttpResponse]


class HealthMiddleware:
    """Answers `/healthz` and `/readyz` before anything that may itself be broken.

    It stands first, so that a probe needs no allowed host name, session or HTTPS.
    """

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the two probes, hand on the rest."""
        if request.path_info == "/healthz":
            return _plain("alive", 200)
        if request.path_info == "/readyz":
            reason = why_not_ready()
            return _plain(reason or "ready", 503 if reason else 200)
        return self.get_response(request)


def why_not_ready() -> str:
    """Say why requests cannot be served, in one sentence; empty when they can."""
    try:
        executor = MigrationExecutor(connection)
        missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError as error:
        return f"the database does not answer: {str(error).splitlines()[0]}"
    if missing:
        return f"{len(missing)} migrations are not applied; say `masthead init` again"
    return ""


def _plain(text: str, status: int) -> HttpResponse:
    response = HttpResponse(text + "\n", content_type="text/plain; charset=utf-8", status=status)
    response["Cache-Control"] = "no-store"
    return response
