"""Files and folders written atomically: as before or complete, never half.

A file or folder has a hidden name beside its target until it is complete and on the disk; then it
takes the target's name. A writer that is killed leaves such a part behind: the next writer
in that folder removes it once it is a day old, so that no writer who still lives loses its own.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from glob import escape
from pathlib import Path
from typing import BinaryIO, Final

from vscreen.errors import RunError, StoreError

PART: Final = ".part-"
"""In the name of every part."""
STRAY_AGE: Final = 86_400
"""Seconds after which a part belongs to no writer that still lives."""


def write_file(path: Path, write: Callable[[BinaryIO], object]) -> None:
    """Write a file atomically, and remove the parts that killed writers left beside it.

    Parameters
    ----------
    path
        The file, whose folder exists. Only this user may read what is written.
    write
        Writes all bytes to the stream it is given, which can also be read and moved about in.

    Raises
    ------
    StoreError
        If it can't be written; the file is then as before. What else ``write`` raises passes
        through.

    Examples
    --------
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder, "state.json")
    ...     write_file(path, lambda stream: stream.write(b"{}"))
    ...     path.read_bytes()
    b'{}'
    """
    try:
        with _part_of_file(path) as stream:
            write(stream)
    except OSError as error:
        raise _not_written(path, error) from error
    _sweep(path.parent, PART, folders=False)


def write_bytes(path: Path, data: bytes) -> None:
    """Write a file of these bytes atomically; see `write_file`.

    Raises
    ------
    StoreError
        If it can't be written; the file is then as before.

    Examples
    --------
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     write_bytes(Path(folder, "state.json"), b"{}")
    ...     Path(folder, "state.json").read_bytes()
    b'{}'
    """
    write_file(path, lambda stream: stream.write(data))


@contextlib.contextmanager
def _part_of_file(path: Path) -> Iterator[BinaryIO]:
    """Give a stream whose bytes become the file if the block ends well."""
    handle, name = tempfile.mkstemp(prefix=PART, dir=path.parent)
    part = Path(name)
    try:
        with os.fdopen(handle, "w+b") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        part.replace(path)
        _sync(path.parent)
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)


def write_version(path: Path, write: Callable[[Path], object]) -> None:
    """Write a folder of a store atomically, and remove parts that killed writers left beside it.

    Parameters
    ----------
    path
        A folder that doesn't exist yet, in a folder that does.
    write
        Writes the files into the folder it is given, which then takes the name ``path``.

    Raises
    ------
    StoreError
        If it can't be written.

    Examples
    --------
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder, "version")
    ...     write_version(path, lambda part: (part / "snapshot.json").write_text("{}"))
    ...     [file.name for file in path.iterdir()]
    ['snapshot.json']
    """
    try:
        _write_folder(path, PART, write)
    except OSError as error:
        raise _not_written(path.parent, error) from error


def write_folder(path: Path, write: Callable[[Path], object]) -> Path:
    """Write a folder of results: all of it or nothing.

    Parameters
    ----------
    path
        A folder that doesn't exist yet, or is empty.
    write
        Writes the files into the folder it is given, which then takes the name ``path``.

    Returns
    -------
    Path
        The folder.

    Raises
    ------
    RunError
        If the folder holds something already, or can't be written.

    Examples
    --------
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     run = write_folder(Path(folder, "may"), lambda part: (part / "run.json").touch())
    ...     [file.name for file in run.iterdir()]
    ['run.json']
    """
    if path.exists() and (not path.is_dir() or any(path.iterdir())):
        raise RunError(f"{path} holds something already; name a new folder for this run")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        # The user's own folder: only parts of this very run are removed there.
        _write_folder(path, f".{path.name}{PART}", write)
    except OSError as error:
        raise RunError(f"{path} can't be written: {error}") from error
    return path


def _write_folder(path: Path, prefix: str, write: Callable[[Path], object]) -> None:
    part = Path(tempfile.mkdtemp(prefix=prefix, dir=path.parent))
    try:
        write(part)
        part.chmod(0o755)
        part.replace(path)
        _sync(path.parent)
    finally:
        shutil.rmtree(part, ignore_errors=True)
    _sweep(path.parent, prefix, folders=True)


def _not_written(path: Path, error: OSError) -> StoreError:
    return StoreError(
        f"{path} can't be written ({error.strerror or error}); make room and check the "
        "permissions: what was there before is still in use"
    )


def _sync(folder: Path) -> None:
    # A rename outlives a power cut only once the folder itself is on the disk.
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _sweep(folder: Path, prefix: str, *, folders: bool) -> None:
    """Remove the files, or the folders, that writers who were killed left long ago."""
    oldest = time.time() - STRAY_AGE
    for stray in folder.glob(f"{escape(prefix)}*"):
        with contextlib.suppress(OSError):
            if stray.is_dir() is folders and stray.lstat().st_mtime < oldest:
                shutil.rmtree(stray, ignore_errors=True) if folders else stray.unlink()


def make_folder(folder: Path, *, private: bool = False) -> None:
    """Make a folder and those above it.

    Parameters
    ----------
    folder
        May be there already.
    private
        Whether nobody else may look into it, if it is new.

    Raises
    ------
    StoreError
        If it can't be created.

    Examples
    --------
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     make_folder(Path(folder, "lists", "us-sdn"))
    ...     Path(folder, "lists", "us-sdn").is_dir()
    True
    """
    try:
        folder.mkdir(0o700 if private else 0o777, parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(
            f"{folder} can't be made ({error.strerror or error}); name a folder that can be written"
        ) from error
