"""Newsroom accounts made from the command line."""

from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from masthead.newsroom.roles import GROUPS
from masthead.people.models import User


class AccountError(Exception):
    """The account cannot be made; the text says why."""


@transaction.atomic
def add_account(email: str, role: str, password: str) -> User:
    """Make an account that signs in as `email`, with what `role` may do."""
    try:
        validate_email(email)
    except ValidationError:
        message = f"{email} is no e-mail address"
        raise AccountError(message) from None
    if User.objects.filter(username__iexact=email).exists():
        message = f"{email} has an account already; its role is changed in the newsroom"
        raise AccountError(message)
    account = User.objects.create_user(email, email=email, password=password)
    account.groups.add(Group.objects.get(name=GROUPS[role]))
    return account
