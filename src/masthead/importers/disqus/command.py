"""`masthead import disqus`."""

from pathlib import Path

import click

from masthead.importers.discussions.command import FILE, REPORT, run

from .read import opened


@click.command()
@click.argument("file", type=FILE)
@click.option("--dry-run", is_flag=True, help="Do everything, take it all back, and report.")
@click.option("--report", "report_path", type=REPORT, help="Write the report as JSON.")
def disqus(file: Path, *, dry_run: bool, report_path: Path | None) -> None:
    """Bring the comments of a Disqus export FILE (XML) to the stories they were written under."""
    run(opened, file, dry_run=dry_run, report_path=report_path)
