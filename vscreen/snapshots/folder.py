"""Which files of a folder are to be read as lists, and what else stands there.

Nothing is passed over: what is neither a file nor a plain folder (a link, a pipe, a device), and
what can't be looked into, is a problem that names it.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from vscreen.errors import EmptyListError, ListError, ListFormatError
from vscreen.files.regular import check_regular

# What people keep beside lists. Skipped with a warning, never silently.
BESIDE: Final = ("readme", "note", "notes", "manifest", "license", "licence", "sha256sums")


@dataclass
class Found:
    """What was found: files to read, what stands beside lists, and what can't be read."""

    files: list[Path] = field(default_factory=list)
    beside: list[Path] = field(default_factory=list)
    problems: dict[Path, ListError] = field(default_factory=dict)


def find_files(paths: Iterable[str | Path]) -> Found:
    """Return the files that paths name, and those below folders.

    Parameters
    ----------
    paths
        Files and folders. A link that is named here is followed; a link inside a folder is not.

    Raises
    ------
    ListFormatError
        If a path is blank, which would be the current folder.
    EmptyListError
        If there is nothing to read.
    """
    given, found = list(paths), Found()
    for path in given:
        if not str(path).strip():
            raise ListFormatError(
                f"{str(path)!r} is no path of a list; name a file or folder, or '.' for the "
                "current folder"
            )
        _add(Path(path), found)
    found.files = list(dict.fromkeys(found.files))
    if not found.files and not found.problems:
        where = ", ".join(map(str, given)) or "an empty list of paths"
        raise EmptyListError(f"no list file in {where}; put one there")
    return found


def _add(path: Path, found: Found) -> None:
    if not path.is_dir():
        found.files.append(path)
        return
    for inner in sorted(_inside(path, found)):
        if _stands_beside(inner):
            found.beside.append(inner)
        elif seen := _seen(inner):
            found.problems[inner] = ListFormatError(
                f"{inner}: is no list to be read ({seen}); put the list itself into the folder, or "
                "name it by its own path"
            )
        else:
            found.files.append(inner)


def _seen(path: Path) -> str:
    """Return what stands there if it is no file, else nothing."""
    try:
        if path.is_symlink():
            return "it is a link"
        check_regular(path, path.lstat().st_mode)
    except OSError as error:
        return error.strerror or str(error)
    return ""


def _inside(folder: Path, found: Found) -> Iterator[Path]:
    """Yield what stands in a folder and in the folders below it, except plain folders."""

    def note(error: OSError) -> None:
        where = Path(error.filename)
        found.problems[where] = ListFormatError(
            f"{where}: the folder can't be looked into ({error.strerror}); check its permissions"
        )

    for at, folders, files in os.walk(folder, onerror=note):
        links = (name for name in folders if os.path.islink(os.path.join(at, name)))
        yield from (Path(at, name) for name in (*files, *links))


def _stands_beside(path: Path) -> bool:
    name = path.name.lower()
    return name.startswith(".") or name.endswith(".md") or name.partition(".")[0] in BESIDE
