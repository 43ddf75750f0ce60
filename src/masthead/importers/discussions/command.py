"""What the commands of all such systems do once their file is opened."""

from collections.abc import Callable
from pathlib import Path

import click

from masthead.core.bars import Bars
from masthead.importers.console import tell
from masthead.importers.errors import NotReadableError
from masthead.importers.report import Progress, Report

from .thread import Opened
from .write import KINDS, write

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
REPORT = click.Path(dir_okay=False, path_type=Path)
#: Opens a file; tells the report what it noticed and how far it is.
Open = Callable[[Path, Report, Progress], Opened]


def run(opened: Open, path: Path, *, dry_run: bool, report_path: Path | None) -> None:
    """Import the discussions of one file. Raises ClickException for one that cannot be read."""
    report = Report(files=[path.name], dry_run=dry_run, kinds=KINDS)
    try:
        with Bars() as screen, opened(path, report, screen.show) as source:
            write(source, report, screen.show)
    except NotReadableError as error:
        raise click.ClickException(str(error)) from None
    tell(report, report_path)
