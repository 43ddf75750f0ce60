"""`masthead import wordpress`."""

from pathlib import Path

import click

from masthead.core.bars import Bars
from masthead.core.fetch import fetch
from masthead.importers.console import tell
from masthead.importers.errors import NotReadableError
from masthead.importers.report import Report

from .write.run import import_files

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@click.command()
@click.argument("exports", nargs=-1, required=True, type=_FILE)
@click.option("--uploads", type=_FOLDER, help="The old site's folder wp-content/uploads.")
@click.option(
    "--no-fetch",
    is_flag=True,
    help="Ask nobody for files that are not in --uploads; `import media --retry` does it later.",
)
@click.option("--dry-run", is_flag=True, help="Do everything, take it all back, and report.")
@click.option(
    "--resume",
    is_flag=True,
    help="Go on with an import that was stopped. The same as running it again: nothing doubles.",
)
@click.option(
    "--report",
    "report_path",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the report as JSON.",
)
def wordpress(
    exports: tuple[Path, ...],
    uploads: Path | None,
    *,
    no_fetch: bool,
    dry_run: bool,
    resume: bool,
    report_path: Path | None,
) -> None:
    """Bring the WordPress export files EXPORTS (WXR) of one site into the outlet."""
    del resume
    report = Report(dry_run=dry_run)
    try:
        with Bars() as screen:
            asker = None if no_fetch else fetch
            import_files(exports, report, screen.show, uploads=uploads, fetch=asker)
    except NotReadableError as error:
        raise click.ClickException(str(error)) from None
    tell(report, report_path)
