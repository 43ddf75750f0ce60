"""What all tests share: an outlet's folder of their own, and settings read from it."""

import atexit
import gc
import os
import shutil
import socket
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

# Workers of xdist inherit the folder and leave it to the first process to remove.
if "MASTHEAD_DIR" not in os.environ or "PYTEST_XDIST_WORKER" not in os.environ:
    for name in [name for name in os.environ if name.startswith("MASTHEAD_")]:
        del os.environ[name]
    folder = tempfile.mkdtemp(prefix="masthead-tests-")
    (Path(folder) / "static").mkdir()
    os.environ["MASTHEAD_DIR"] = folder
    os.environ["MASTHEAD_DATABASE_URL"] = os.environ.get("TEST_DATABASE_URL", "")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)

os.environ["DJANGO_SETTINGS_MODULE"] = "masthead.config.settings"
# Playwright's loop runs in the thread of the test; Django would refuse the database there.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

import django

django.setup()  # pytest-django leaves it to a conftest that chooses the settings itself

import pytest
from django.conf import settings
from django.core.cache import cache, caches
from pytest_django import Settings

from masthead.articles import tree
from masthead.outlet.models import OutletSettings
from tests import database

database.copy_instead_of_migrating()
if not os.environ.get("TEST_DATABASE_URL"):
    # As with Django's own engine, by whose name pytest-django knows that files need no suffix.
    settings.DATABASES["default"].setdefault("TEST", {})["NAME"] = ":memory:"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL run what asks the database; without a server skip it, and say so."""
    url = os.environ.get("TEST_DATABASE_URL")
    if not url:
        return
    asking = [item for item in items if asks_the_database(item)]
    config.hook.pytest_deselected(items=[item for item in items if not asks_the_database(item)])
    items[:] = asking
    parts = urlsplit(url)
    try:
        socket.create_connection((parts.hostname, parts.port or 5432), timeout=5).close()
    except OSError as error:
        reason = f"no PostgreSQL answers on {parts.hostname}:{parts.port or 5432}: {error}"
        for item in items:
            item.add_marker(pytest.mark.skip(reason=reason))


def asks_the_database(item: pytest.Item) -> bool:
    """Whether a test could end otherwise on another database; the rest runs on SQLite alone."""
    fixtures = getattr(item, "fixturenames", ())
    return "django_db_setup" in fixtures or item.get_closest_marker("django_db") is not None


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings: None) -> None:
    """Migrations run a third faster while nobody looks for garbage; see cli.prepare.migrate."""
    gc.disable()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None) -> None:
    """From here on garbage is collected again."""
    gc.enable()


@pytest.fixture(autouse=True)
def outlet_folder(settings: Settings, tmp_path: Path) -> Path:
    """Uploads of one test are not seen by another, nor is what it kept in the cache."""
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.BAKED_ROOT = tmp_path / "baked"
    settings.RECORD_ROOT, settings.RECORD_KEYS = tmp_path / "record", tmp_path
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }
    cache.clear()
    caches["limits"].clear()
    return tmp_path


@pytest.fixture
def outlet(db: None) -> OutletSettings:
    """A new outlet: the page tree is planted, nothing is published but the front page."""
    tree.plant("The Harbour Post")
    outlet = OutletSettings.load()
    outlet.name = "The Harbour Post"
    outlet.save()
    return outlet
