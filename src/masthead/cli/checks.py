"""What `masthead doctor` looks at. Each check says what is wrong, or nothing."""

import os
import shutil
import stat
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.db import DatabaseError, connection

from masthead.bake import purge, queue, theme, work
from masthead.cli.prepare import STAMP, static_fingerprint
from masthead.config import secret
from masthead.config.health import why_not_ready
from masthead.config.options import FILE_NAME, Options
from masthead.config.worker import heartbeat
from masthead.ledger.models import RecordEntry, RecordHead
from masthead.outlet.editions import Edition

ENOUGH_SPACE = 500 * 1024 * 1024  # bytes
LATE = 60  # seconds without a round of the worker
LOCAL = {"localhost", "127.0.0.1", "::1"}


@dataclass(frozen=True)
class Result:
    """What one check found: no trouble, or the trouble and its mend."""

    name: str
    trouble: str = ""
    mend: str = ""


def examine(options: Options) -> Iterator[Result]:
    """All checks, in the order in which one would mend."""
    yield Result(f"settings in {settings.FOLDER / FILE_NAME}")
    yield database()
    yield from folders()
    yield secret_key()
    if connection.vendor == "sqlite":
        yield private("database file", Path(str(settings.DATABASES["default"]["NAME"])))
    yield space()
    yield static_files()
    yield site_address(options)
    if options.language_sites:
        yield language_sites(options)
    yield worker()
    yield baking()
    if options.cache:
        mend = "see `cache` in masthead.toml; it is tried again by itself"
        yield Result("cache in front", purge.trouble(), mend)
    yield public_record()


def database() -> Result:
    """Whether the database answers and has all tables."""
    name = f"database ({connection.vendor})"
    trouble = why_not_ready()
    return Result(name, trouble, "check database_url, then `masthead init` on the same folder")


def folders() -> Iterator[Result]:
    """Whether this account can write where the outlet writes."""
    for path in (settings.FOLDER, Path(settings.MEDIA_ROOT), Path(settings.STATIC_ROOT)):
        trouble = "" if os.access(path, os.W_OK | os.X_OK) else f"{path} cannot be written"
        yield Result(
            f"folder {path}", trouble, f"make it, and give it to the account: chown {path}"
        )


def secret_key() -> Result:
    """Whether others on this machine could read the key and forge sessions."""
    path = settings.FOLDER / secret.FILE_NAME
    if not path.exists():
        return Result("secret key from the settings")
    return private("secret key", path)


def private(name: str, path: Path) -> Result:
    """Whether only this account can read the file."""
    open_to_others = path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO)
    trouble = f"others can read {path}" if open_to_others else ""
    return Result(name, trouble, f"chmod 600 {path}")


def space() -> Result:
    """Whether there is room for pictures and for the database to work."""
    free = shutil.disk_usage(settings.FOLDER).free
    trouble = f"{free // 1024**2} MB are free" if free < ENOUGH_SPACE else ""
    return Result("disk space", trouble, "free some, or move the folder to a larger disk")


def static_files() -> Result:
    """Whether the stylesheets served are those of this version."""
    stamp = Path(settings.STATIC_ROOT) / STAMP
    current = stamp.exists() and stamp.read_text() == static_fingerprint()
    trouble = "" if current else f"{settings.STATIC_ROOT} is not of this version"
    return Result("stylesheets and scripts", trouble, "`masthead init` on the same folder")


def site_address(options: Options) -> Result:
    """Whether the address can be one that readers reach."""
    parts = urlsplit(options.site())
    name = f"site address {options.site()}"
    local = (parts.hostname or "") in LOCAL
    if local and options.host not in LOCAL:
        return Result(
            name,
            "others can reach this server, but links lead to this machine",
            "set site_url to the address readers type",
        )
    if not local and parts.scheme != "https":
        return Result(
            name,
            "passwords of editors travel unprotected",
            "put a proxy with a certificate in front and set site_url to https://",
        )
    if parts.scheme == "https" and not options.behind_proxy:
        return Result(
            name,
            "this server speaks no HTTPS itself",
            "set behind_proxy = true once the proxy sets X-Forwarded-Proto",
        )
    return Result(name)


def language_sites(options: Options) -> Result:
    """Whether each language with a host of its own is there to be read."""
    name = "languages with a host of their own"
    try:
        known = set(Edition.objects.values_list("prefix", flat=True))
    except DatabaseError:
        return Result(name, "the languages cannot be read", "see the database above")
    missing = [prefix for prefix in options.language_sites if prefix not in known]
    if not missing:
        return Result(name)
    return Result(
        name,
        f"no language begins at /{missing[0]}/, so {options.language_sites[missing[0]]} is empty",
        "add it in the newsroom under Site → Languages, or take it out of language_sites",
    )


def worker() -> Result:
    """Whether a worker came round lately on this machine."""
    try:
        silence = time.time() - heartbeat().stat().st_mtime
    except FileNotFoundError:
        silence = None
    if silence is not None and silence < LATE:
        return Result("worker")
    since = "no worker runs here" if silence is None else f"silent for {silence:.0f} seconds"
    return Result(
        "worker", since, "start `masthead serve`, or `masthead worker` beside `masthead web`"
    )


def baking() -> Result:
    """Whether pages are made soon after they change, and whether one cannot be made."""
    name = "baking"
    try:
        state = queue.waiting()
    except DatabaseError:
        return Result(name, "the queue cannot be read", "see the database above")
    if state.failing:
        first = state.worst[0]
        reason = first.error.splitlines()[0]
        return Result(
            name,
            f"{state.failing} pages cannot be made, {first} among them: {reason}",
            f"mend the reason, then `masthead bake {first.path or '--all'}`",
        )
    if state.age > LATE:
        trouble = f"{state.total} pages wait, the first for {state.age:.0f} seconds"
        return Result(name, trouble, "see the worker above; `masthead bake` does it now")
    old = theme.older(work.tree())
    if old and not state.total:
        trouble = f"{old} pages were baked by an earlier version or with other settings"
        return Result(name, trouble, "`masthead bake --all`; readers have the old ones until then")
    waiting = f"{state.total} pages wait" + (f", {old} are of an earlier version" if old else "")
    return Result(f"{name} ({waiting})")


def public_record() -> Result:
    """Whether what is published is recorded."""
    head = RecordHead.objects.first()
    trouble = head.stopped or head.trouble if head else ""
    failed = RecordEntry.objects.exclude(trouble="").count()
    if not trouble and failed:
        trouble = f"{failed} revisions could not be recorded"
    if not trouble and head and head.stamp_trouble:
        name = f"public record (no time stamp came: {head.stamp_trouble})"
        return Result(name)
    return Result("public record", trouble, "`masthead record audit`, and docs/operate/record.md")
