"""`masthead bake`: pages made on demand, and the whole site made anew."""

import os
import signal
import subprocess
import sys
import time

import click
from rich.console import Console
from rich.progress import Progress, TextColumn, TimeElapsedColumn

from masthead.cli.outlet import open_outlet

GLANCE = 0.2  # seconds between two looks at a queue that others work on


@click.command()
@click.argument("paths", metavar="[PATH]...", nargs=-1)
@click.option("--all", "everything", is_flag=True, help="The whole site.")
@click.option(
    "--jobs",
    type=click.IntRange(1, 64),
    default=os.cpu_count() or 1,
    help="Processes that bake; without it one for each core.",
)
def bake(paths: tuple[str, ...], *, everything: bool, jobs: int) -> None:
    """Bake each PATH now, the whole site with --all, or else what waits in the queue.

    What is cut off goes on with the next `masthead bake`, or with the worker.
    """
    if paths and everything:
        message = "name paths or say --all, not both"
        raise click.UsageError(message)
    open_outlet()
    from masthead.bake import work
    from masthead.config import plans

    work.tree().turn()  # what a killed process wrote is seen
    if paths:
        sys.exit(bake_each(paths))
    if everything:
        plans.refresh()  # no worker may have run since all this came in
        ask_for_all()
    sys.exit(empty_queue(jobs))


def bake_each(paths: tuple[str, ...]) -> int:
    """Bake the paths and say of each what became of it; exit status."""
    from masthead.addresses.paths import decoded, normal
    from masthead.bake import changes, work
    from masthead.bake.render import CannotBakeError

    status = 0
    for path in paths:
        try:
            path_ = normal(decoded(path))
            changed = work.bake(path_)
            changes.note([path_] if changed else [])
        except (CannotBakeError, OSError, ValueError) as error:
            click.echo(f"{path}: {error}", err=True)
            status = 1
        else:
            there = work.tree().holds(path_)
            nothing = "nothing stands there"
            click.echo(f"{path}: {('baked' if changed else 'unchanged') if there else nothing}")
    return status


def ask_for_all() -> None:
    """Put the whole site into the queue, behind what is more urgent."""
    from masthead.bake import queue
    from masthead.bake.models import Priority

    queue.request_spread(queue.WHOLE_SITE, Priority.WHOLE_SITE)


def empty_queue(jobs: int) -> int:
    """Bake until nothing is due, with others beside this process; exit status.

    SIGINT and SIGTERM end it after the batch that is begun: what was claimed and not done would
    have to wait for the end of its lease.
    """
    from masthead.bake import queue, totals, work

    stopping: list[int] = []
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda number, _frame: stopping.append(number))
    command = [sys.executable, "-m", "masthead", "bake", "--jobs", "1"]
    started, before = time.monotonic(), totals.current()
    helpers = [
        subprocess.Popen(command, stdout=subprocess.DEVNULL)  # noqa: S603 - our own command
        for _ in range(jobs - 1)
    ]
    columns = (TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("")
        while not stopping and (left := queue.due()):
            progress.update(task, description=f"{left} to bake")
            if not work.work():
                time.sleep(GLANCE)  # others have claimed the rest
    for helper in helpers:
        if stopping:
            helper.terminate()
        helper.wait()
    after, seconds = totals.current(), time.monotonic() - started
    done, failed = after.baked - before.baked, after.failed - before.failed
    click.echo(f"{done} baked in {seconds:.1f} s ({done / seconds:.0f} a second), {failed} failed")
    if stopping:
        click.echo(f"stopped; {queue.due()} wait for the next `masthead bake`, or the worker")
        return 128 + stopping[0]  # as shells say it
    return 1 if failed else 0
