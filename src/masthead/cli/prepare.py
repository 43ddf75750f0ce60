"""What stands between an empty folder and an outlet that can be served.

Each step may be repeated: a start after a crash goes on where the last one ended.
"""

import gc
import hashlib
import json
import secrets
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from django import get_version as django_version
from django.conf import settings
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.db import connection, transaction
from wagtail import __version__ as wagtail_version
from wagtail.models import Site

from masthead import __version__
from masthead.core import layout
from masthead.ledger import keys
from masthead.ledger.models import RecordHead
from masthead.newsroom.bootstrap import set_up
from masthead.newsroom.roles import GROUPS
from masthead.people.models import User

STAMP = "collected"  # the file that says what was collected
FIRST_ACCOUNT = "editor"
PASSWORD_BYTES = 12
PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True)
class Account:
    """An account made just now; its password is shown once and kept nowhere."""

    username: str
    password: str


def prepare(name: str) -> Account | None:
    """Bring database, front page, site files and folders up to date.

    Returns the first account when it was made now. `name` is the outlet's name, used
    when there is no front page yet.
    """
    Path(settings.MEDIA_ROOT).mkdir(parents=True, exist_ok=True)
    migrate()
    make_record_keys()
    close_database()
    collect_static()
    with transaction.atomic():
        set_up(name)
        address_site()
        return first_account()


def make_record_keys() -> None:
    """Make the keys of the public record, unless it has some: a lost one is not replaced here."""
    if not RecordHead.objects.exists():
        keys.make()
        keys.make_recovery()


def migrate() -> None:
    """Apply missing migrations."""
    # Migrations build thousands of model classes that live to the end; looking for
    # garbage among them takes a third of the time of a first start.
    gc.disable()
    try:
        call_command("migrate", verbosity=0, interactive=False)
    finally:
        gc.enable()


def close_database() -> None:
    """Keep drafts, sessions and password hashes from other accounts of the machine."""
    if connection.vendor == "sqlite":
        # SQLite gives the files it makes beside the database the same mode.
        Path(str(settings.DATABASES["default"]["NAME"])).chmod(0o600)


def collect_static() -> None:
    """Copy stylesheets, scripts and fonts into the outlet's folder, when they changed."""
    stamp = Path(settings.STATIC_ROOT) / STAMP
    fingerprint = static_fingerprint()
    if stamp.exists() and stamp.read_text() == fingerprint:
        return
    clear_static()
    call_command("collectstatic", verbosity=0, interactive=False)
    stamp.write_text(fingerprint)


def clear_static() -> None:
    """Remove what an earlier version collected, but for what pages that it baked still load."""
    root = Path(settings.STATIC_ROOT)
    try:
        manifest = json.loads((root / "staticfiles.json").read_text())
    except (FileNotFoundError, ValueError):
        manifest = {"paths": {}}
    hashed = {name for original, name in manifest["paths"].items() if name != original}
    endings = ("", *layout.ENCODINGS.values())
    kept = {root / (name + ending) for name in hashed for ending in endings}
    for path in root.rglob("*"):
        if path.is_file() and path not in kept:
            path.unlink()


def static_fingerprint() -> str:
    """Return a text that changes with our own files and with the versions of others'."""
    digest = hashlib.sha256(f"{__version__} {django_version()} {wagtail_version}".encode())
    for folder in settings.STATICFILES_DIRS:
        for path in sorted(Path(folder).rglob("*")):
            stat = path.stat()
            digest.update(f"{path} {stat.st_size} {stat.st_mtime_ns}".encode())
    return digest.hexdigest()


def address_site() -> None:
    """Tell Wagtail the address from the settings, for links in mail and previews."""
    parts = urlsplit(settings.SITE_URL)
    Site.objects.filter(is_default_site=True).update(
        hostname=parts.hostname, port=parts.port or PORTS[parts.scheme]
    )
    Site.clear_site_root_paths_cache()


def first_account() -> Account | None:
    """Make an administrator with a generated password, when nobody could sign in."""
    if User.objects.exists():
        return None
    account = Account(FIRST_ACCOUNT, secrets.token_urlsafe(PASSWORD_BYTES))
    user = User.objects.create_superuser(account.username, password=account.password)
    user.groups.add(Group.objects.get(name=GROUPS["administrator"]))
    return account
