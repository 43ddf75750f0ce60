"""What an import did, on the operator's screen."""

from pathlib import Path

import click
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from .report import OUTCOMES, Reason, Report

#: Reasons and notes shown on the screen; the JSON report has all.
_SHOWN = 30


def tell(report: Report, path: Path | None) -> None:
    """Print the report, and write it as JSON if there is a path. Raises ClickException."""
    print_report(report, Console())
    if path is None:
        return
    try:
        report.save(path)
    except OSError as error:
        message = f"The report could not be written to {path}: {error.strerror}."
        raise click.ClickException(message) from error


def print_report(report: Report, console: Console) -> None:
    """The counts as a table, then each reason for a skip and each notice with its first place."""
    title = "Dry run: nothing was written" if report.dry_run else "Imported"
    table = Table("", "read", *OUTCOMES, title=title)
    for column in table.columns[1:]:
        column.justify = "right"
    for kind in report.kinds:
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
            "each place is marked. --report FILE.json lists them with the reasons; "
            "`masthead import media --retry` asks for them once more."
        )


def _print_reasons(title: str, reasons: list[tuple[str, Reason]], console: Console) -> None:
    if not reasons:
        return
    console.print(f"\n[bold]{title}[/bold]")
    for words, found in sorted(reasons, key=lambda one: -one[1].count)[:_SHOWN]:
        more = f" and {found.count - 1} more" if found.count > 1 else ""
        # The words quote the export, which may hold what looks like a style of the screen.
        said, place = escape(words), escape(found.places[0])
        console.print(f"  {said} [dim]{place}{more}[/dim]", highlight=False)
    if len(reasons) > _SHOWN:
        console.print(
            f"  … and {len(reasons) - _SHOWN} other reasons; --report FILE.json has them all."
        )
