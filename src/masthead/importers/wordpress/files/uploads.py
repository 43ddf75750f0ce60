"""The folder `wp-content/uploads`."""

import unicodedata
from pathlib import Path

from masthead.importers.models import AwaitedFile

from .look import Looked, look

NOT_THERE = "Its file is not in the folder of uploads."


class Uploads:
    """The folder, whose names may be in another case or normal form than the export has them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.names: dict[Path, dict[str, Path]] = {}

    def look(self, file: AwaitedFile) -> Looked:
        """Find a file and see what it is."""
        path = next(filter(None, map(self._find, file.names)), None)
        return look(file, path, path.name) if path else Looked(problem=NOT_THERE)

    def _find(self, name: str) -> Path | None:
        path = self.folder
        for part in name.split("/"):
            if part in ("", ".", ".."):
                return None
            exact = path / part
            path = exact if exact.exists() else self._below(path).get(_folded(part), exact)
        inside = path.resolve().is_relative_to(self.folder.resolve())
        return path if inside and path.is_file() else None

    def _below(self, folder: Path) -> dict[str, Path]:
        if folder not in self.names:
            below = folder.iterdir() if folder.is_dir() else ()
            self.names[folder] = {_folded(path.name): path for path in below}
        return self.names[folder]


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()
