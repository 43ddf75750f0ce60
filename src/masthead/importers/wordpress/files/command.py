"""`masthead import media`: the pictures and documents that an import could not have."""

import json
from pathlib import Path
from typing import Any

import click
from rich.console import Console

from masthead.bake import queue
from masthead.core.bars import Bars
from masthead.core.fetch import fetch
from masthead.importers.models import AwaitedFile

from .bring import bring
from .uploads import Uploads

#: Files shown on the screen; the JSON report has all.
_SHOWN = 30


@click.command()
@click.option("--retry", is_flag=True, help="Ask for them once more. Else they are only listed.")
@click.option(
    "--uploads",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="With --retry: look in this copy of the old site's wp-content/uploads first.",
)
@click.option("--no-fetch", is_flag=True, help="With --retry: look in --uploads and nowhere else.")
@click.option(
    "--report",
    "report_path",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write what is missing as JSON.",
)
def media(*, retry: bool, uploads: Path | None, no_fetch: bool, report_path: Path | None) -> None:
    """Have the pictures and documents that an import could not have."""
    if not retry and (uploads or no_fetch):
        raise click.UsageError("--uploads and --no-fetch go with --retry.")
    here = 0
    pages: set[int] = set()
    if retry:
        folder = Uploads(uploads) if uploads else None
        with Bars() as screen, queue.whole_site_instead():
            came = bring(
                AwaitedFile.objects.all(),
                folder,
                None if no_fetch else fetch,
                lambda done, total: screen.show("pictures", done, total),
            )
            for _, shown in came:
                here += 1
                pages |= shown
        click.echo(f"{here} files have come; {len(pages)} stories and pages show them now.")
    _tell(report_path, {"made": here, "pages_changed": len(pages)})


def _tell(path: Path | None, done: dict[str, int]) -> None:
    missing = AwaitedFile.objects.order_by("pk")
    console = Console()
    total = missing.count()
    console.print(f"{total} files are missing." if total else "No file is missing.")
    for file in missing[:_SHOWN]:
        console.print(f"  {file.label}", markup=False, highlight=False, soft_wrap=True)
        reason = file.reason or "Nobody was asked for it yet."
        console.print(f"    {reason}", style="dim", markup=False, highlight=False, soft_wrap=True)
    if total > _SHOWN:
        console.print(f"  … and {total - _SHOWN} others; --report FILE.json lists them all.")
    if path is None:
        return
    found = done | {"missing": [_row(file) for file in missing.prefetch_related("places")]}
    try:
        path.write_text(json.dumps(found, indent=2, ensure_ascii=False) + "\n", "utf-8")
    except OSError as error:
        message = f"The report could not be written to {path}: {error.strerror}."
        raise click.ClickException(message) from error


def _row(file: AwaitedFile) -> dict[str, Any]:
    return {
        "file": file.label,
        "addresses": file.addresses,
        "site": file.site,
        "reason": file.reason,
        "in_export": file.place,
        "places": [place.place for place in file.places.all()],
    }
