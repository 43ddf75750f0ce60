"""`masthead bench`: what is needed to measure an outlet."""

import time

import click
from rich.console import Console
from rich.progress import Progress

from masthead.cli.outlet import open_outlet


@click.group()
def bench() -> None:
    """Make something to measure with."""


@bench.command()
@click.argument("stories", type=click.IntRange(1, 1_500_000))
@click.option(
    "--languages",
    type=click.IntRange(1, 10),
    default=1,
    help="Make a site in so many languages, and spread the stories over them.",
)
def seed(stories: int, languages: int) -> None:
    """Fill a new outlet with STORIES made-up stories."""
    open_outlet()
    from masthead.config import plans
    from masthead.demo.archive.seed import HasStoriesError
    from masthead.demo.archive.seed import seed as fill

    started = time.monotonic()
    console = Console(stderr=True)
    with Progress(console=console, transient=True) as progress:
        task = progress.add_task("stories", total=stories)
        try:
            for done in fill(stories, languages):
                progress.update(task, completed=done)
        except HasStoriesError:
            message = "this outlet has stories; make a new one with `masthead init` to measure in"
            raise click.ClickException(message) from None
    plans.refresh()
    seconds, size = time.monotonic() - started, database_size() / 1_000_000
    click.echo(f"{stories} stories in {seconds:.0f} s, a database of {size:.0f} MB")


def database_size() -> int:
    """Ask the database how many bytes it takes."""
    from django.db import connection

    question = {
        "sqlite": "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size",
        "postgresql": "SELECT pg_database_size(current_database())",
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(question)
        return int(cursor.fetchone()[0])
