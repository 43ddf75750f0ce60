"""`masthead import wordpress`."""

from pathlib import Path
from typing import Self

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TaskID, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bars
from rich.table import Table

from .read.errors import NotReadableError
from .report import KINDS, OUTCOMES, Reason, Report
from .write.run import import_files

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
#: Reasons and notes shown on the screen; the JSON report has all.
_SHOWN = 30


@click.command()
@click.argument("exports", nargs=-1, required=True, type=_FILE)
@click.option("--uploads", type=_FOLDER, help="The old site's folder wp-content/uploads.")
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
    dry_run: bool,
    resume: bool,
    report_path: Path | None,
) -> None:
    """Bring the WordPress export files EXPORTS (WXR) of one site into the outlet."""
    del resume
    console = Console(stderr=True)
    report = Report(dry_run=dry_run)
    try:
        with _Screen(console) as screen:
            import_files(exports, report, screen.show, uploads=uploads)
    except NotReadableError as error:
        raise click.ClickException(str(error)) from None
    print_report(report, Console())
    if report_path:
        try:
            report.save(report_path)
        except OSError as error:
            message = f"The report could not be written to {report_path}: {error.strerror}."
            raise click.ClickException(message) from error


class _Screen:
    """One bar for each step that runs or has run."""

    def __init__(self, console: Console) -> None:
        self.bars = Bars(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            console=console,
        )
        self.tasks: dict[str, TaskID] = {}

    def __enter__(self) -> Self:
        self.bars.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.bars.stop()

    def show(self, step: str, done: int, total: int) -> None:
        if step not in self.tasks:
            self.tasks[step] = self.bars.add_task(step, total=total or None)
        self.bars.update(self.tasks[step], completed=done, total=total or None)


def print_report(report: Report, console: Console) -> None:
    """The counts as a table, then each reason for a skip and each notice with its first place."""
    title = "Dry run: nothing was written" if report.dry_run else "Imported"
    table = Table("", "read", *OUTCOMES, title=title)
    for column in table.columns[1:]:
        column.justify = "right"
    for kind in KINDS:
        if report.read(kind):
            table.add_row(
                kind, str(report.read(kind)), *(str(report.counts[kind][one]) for one in OUTCOMES)
            )
    console.print(table)
    _print_reasons(
        "Skipped",
        [(f"{kind}: {why}", found) for (kind, why), found in report.skips.items()],
        console,
    )
    _print_reasons("Noticed", list(report.notes.items()), console)
    if report.pictures:
        places = sum(found.count for found in report.pictures.values())
        console.print(
            f"\n{len(report.pictures)} pictures are missing, in {places} places of the stories; "
            "each place is marked. --report FILE.json lists them."
        )


def _print_reasons(title: str, reasons: list[tuple[str, Reason]], console: Console) -> None:
    if not reasons:
        return
    console.print(f"\n[bold]{title}[/bold]")
    for words, found in sorted(reasons, key=lambda one: -one[1].count)[:_SHOWN]:
        more = f" and {found.count - 1} more" if found.count > 1 else ""
        console.print(f"  {words} [dim]{found.places[0]}{more}[/dim]", highlight=False)
    if len(reasons) > _SHOWN:
        console.print(
            f"  … and {len(reasons) - _SHOWN} other reasons; --report FILE.json has them all."
        )
