"""`masthead demo`: the fictional outlet, in and out."""

import click

from masthead.demo.load import load
from masthead.demo.remove import remove


@click.group()
def demo() -> None:
    """The fictional outlet of `masthead serve --demo`."""


@demo.command("load")
def load_demo() -> None:
    """Fill an outlet that has no stories yet with the fictional one."""
    if load():
        click.echo("The demo is in place.")
    else:
        click.echo("Nothing done: this outlet has stories already, its own or the demo's.")


@demo.command("remove")
@click.confirmation_option(prompt="Remove the fictional outlet, with its stories and pictures?")
def remove_demo() -> None:
    """Remove the fictional outlet and nothing else."""
    result = remove()
    click.echo(f"{result.removed} things of the demo are gone.")
    if result.kept:
        click.echo("These stay, because stories of your own use them:")
        for name in result.kept:
            click.echo(f"  {name}")
