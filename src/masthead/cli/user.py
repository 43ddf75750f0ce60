"""`masthead user`: who may sign in to the newsroom."""

import secrets

import click

from masthead.cli.outlet import open_outlet

PASSWORD_BYTES = 12


@click.group()
def user() -> None:
    """Accounts of the newsroom."""


@user.command()
@click.argument("email")
@click.option(
    "--role",
    type=click.Choice(["reporter", "editor", "moderator", "administrator"]),
    required=True,
    help="What the account may do.",
)
def add(email: str, role: str) -> None:
    """Add an account for EMAIL and print its password, once."""
    open_outlet()
    from masthead.cli.accounts import AccountError, add_account

    password = secrets.token_urlsafe(PASSWORD_BYTES)
    try:
        add_account(email, role, password)
    except AccountError as error:
        raise click.ClickException(str(error)) from None
    click.echo(f"user      {email}\npassword  {password}")
