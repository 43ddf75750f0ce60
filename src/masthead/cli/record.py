"""`masthead record`: the public record, from the operator's side."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from rich.console import Console
from rich.progress import Progress

from masthead.cli.outlet import open_outlet

Tell = Callable[[str, int, int], None]


@click.group()
def record() -> None:
    """The public record of what was published."""


@record.command()
def audit() -> None:
    """Read everything again and compare; exit status 1 when something does not hold."""
    open_outlet()
    from masthead.ledger.audit import audit as read_again

    with shown() as tell:
        troubles = list(read_again(tell))
    for trouble in troubles:
        click.echo(trouble)
    if not troubles:
        click.echo("The record holds: files, database and pages agree.")
    sys.exit(1 if troubles else 0)


@record.command()
@click.option(
    "--out", type=click.Path(path_type=Path, dir_okay=False), help="The file to write it to."
)
def policy(out: Path | None) -> None:
    """Print whom readers trust: the record's keys and its witnesses."""
    open_outlet()
    from masthead.ledger.models import RecordHead
    from masthead.ledger.policies import WrongPolicyError, policy_text

    head = RecordHead.objects.first()
    if head is None:
        raise click.ClickException("nothing is recorded yet; start `masthead worker` once")
    try:
        text = policy_text(head)
    except WrongPolicyError as error:
        raise click.ClickException(str(error)) from None
    if out:
        out.write_text(text, encoding="utf-8")
    else:
        click.echo(text, nl=False)


@record.command()
def rebuild() -> None:
    """Write the public files again from the database, where they were lost."""
    open_outlet()
    from masthead.ledger import work
    from masthead.ledger.opening import StoppedError
    from masthead.ledger.rebuild import rebuild as write_again
    from masthead.record.errors import MalformedError

    with work.alone() as here, shown() as tell:
        if not here:
            raise click.ClickException("a worker writes the record; stop it first")
        try:
            number = write_again(tell)
        except (StoppedError, MalformedError) as error:
            raise click.ClickException(str(error)) from None
    click.echo(f"{number} entries written again.")


@record.command()
@click.confirmation_option(prompt="Did a person find out why the record stopped?")
def resume() -> None:
    """Let the record go on after it stopped for a fork or for two sequencers."""
    open_outlet()
    from masthead.ledger.models import RecordHead

    stopped = RecordHead.objects.exclude(stopped="")
    click.echo("It goes on." if stopped.update(stopped="", trouble="") else "It had not stopped.")


@record.group()
def key() -> None:
    """The key that signs the record."""


@key.command()
@click.option(
    "--recovery",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help="The recovery key, where the signing key was lost or stolen.",
)
def rotate(recovery: Path | None) -> None:
    """Make a new key; the old one signs beside it until its file is taken away."""
    open_outlet()
    from masthead.ledger import keys, work
    from masthead.ledger.opening import StoppedError
    from masthead.ledger.rotate import rotate as change

    with work.alone() as here:
        if not here:
            raise click.ClickException("the worker writes the record just now; try again")
        try:
            verifier = change(recovery)
        except (StoppedError, keys.KeyMissingError) as error:
            raise click.ClickException(str(error)) from None
    click.echo(f"The new key: {verifier}")
    click.echo(f"The old one signs as well until {keys.OLD_NAME} is taken away.")
    click.echo("Give readers the new policy: masthead record policy")


@contextmanager
def shown() -> Iterator[Tell]:
    """Show how far long work is, on a terminal."""
    with Progress(console=Console(stderr=True), transient=True) as bar:
        tasks = {}

        def tell(what: str, done: int, total: int) -> None:
            if what not in tasks:
                tasks[what] = bar.add_task(what, total=total)
            bar.update(tasks[what], completed=done, total=total)

        yield tell
