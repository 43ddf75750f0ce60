"""Packed uploads: what is in them, where it cannot do harm."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path, PurePosixPath

from masthead.importers.errors import NotReadableError

#: Bytes that stay free on the disk.
_SPARE = 1024**3
_MOST_FILES = 1_000_000


def is_packed(path: Path) -> bool:
    """Whether a file is a ZIP archive, whatever its name."""
    return zipfile.is_zipfile(path)


def unpack(path: Path, folder: Path, *, suffix: str = "") -> list[Path]:
    """Write the files of an archive below `folder`; those with `suffix` only, if it is given.

    Names that lead out of the folder are left out. Raises NotReadableError for an archive that is
    damaged, locked by a password, or larger than the disk has room.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        with zipfile.ZipFile(path) as archive:
            members = [one for one in archive.infolist() if _is_wanted(one, suffix)]
            _check_size(members, path, folder)
            return [_write(archive, one, folder) for one in members]
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError) as error:
        raise NotReadableError(
            f"{path.name} cannot be unpacked ({error}). Pack the folder again, without a password."
        ) from error


def uploads_in(folder: Path) -> Path:
    """The folder whose parts are named by years, wherever it lies in what was packed."""
    for inner in ("wp-content/uploads", "uploads"):
        found = next((one for one in sorted(folder.glob(f"**/{inner}")) if one.is_dir()), None)
        if found:
            return found
    inside = [one for one in folder.iterdir() if one.is_dir()] if folder.is_dir() else []
    return inside[0] if len(inside) == 1 and not inside[0].name.isdigit() else folder


def _is_wanted(member: zipfile.ZipInfo, suffix: str) -> bool:
    parts = PurePosixPath(member.filename).parts
    harmless = bool(parts) and ".." not in parts and parts[0] not in ("/", "__MACOSX")
    return harmless and not member.is_dir() and member.filename.lower().endswith(suffix)


def _check_size(members: list[zipfile.ZipInfo], path: Path, folder: Path) -> None:
    needed = sum(member.file_size for member in members)
    if len(members) > _MOST_FILES or needed + _SPARE > shutil.disk_usage(folder).free:
        raise NotReadableError(
            f"{path.name} holds {len(members)} files of {needed // 1024**2} MB together, more than "
            "this machine has room for. Make room, or send less."
        )


def _write(archive: zipfile.ZipFile, member: zipfile.ZipInfo, folder: Path) -> Path:
    target = folder.joinpath(*PurePosixPath(member.filename).parts)
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with archive.open(member) as source, target.open("wb") as file:
        target.chmod(0o600)
        shutil.copyfileobj(source, file)
    return target
