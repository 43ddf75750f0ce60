from pathlib import Path

from django.core.management import call_command
from pytest_django import Settings

from masthead.config.static import StaticStorage


def test_what_readers_load_has_a_lasting_name_and_compressed_copies(
    settings: Settings, outlet_folder: Path
) -> None:
    settings.STATIC_ROOT = outlet_folder / "static"
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "masthead.config.static.StaticStorage"}
    }
    call_command("collectstatic", verbosity=0, interactive=False)
    storage = StaticStorage()
    scripts = [name for name in storage.hashed_files if name.startswith("masthead/js/")]
    assert scripts
    for name in scripts:
        stored = Path(storage.path(storage.stored_name(name)))
        assert stored.name != Path(name).name
        assert stored.with_name(stored.name + ".br").stat().st_size < stored.stat().st_size
