"""`masthead doctor`: what is wrong with an outlet, and the mend."""

import sys

import click
from rich.console import Console

from masthead.cli import running
from masthead.cli.outlet import open_outlet
from masthead.cli.serve import override
from masthead.config import options


@click.command()
def doctor() -> None:
    """Say what is wrong and the mend; exit status 1 when something is."""
    override(running.said(options.folder()))  # what runs now is examined
    found = open_outlet()
    from masthead.cli.checks import examine

    console = Console(highlight=False)
    wrong = 0
    for result in examine(found):
        console.print(f"{'ok   ' if not result.trouble else 'WRONG'} {result.name}", soft_wrap=True)
        if result.trouble:
            wrong += 1
            console.print(f"      {result.trouble}", soft_wrap=True, markup=False)
            console.print(f"      mend: {result.mend}", soft_wrap=True, markup=False)
    sys.exit(1 if wrong else 0)
