"""A folder of results: written whole or not at all."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from vscreen.errors import RunError, StoreError


def write_folder(path: Path, write: Callable[[Path], None]) -> Path:
    """Write a folder: all of it or nothing.

    Parameters
    ----------
    path
        A folder that doesn't exist yet, or is empty.
    write
        Writes the files into the folder it is given, which then takes its name.

    Returns
    -------
    Path
        The folder.

    Raises
    ------
    RunError
        If the folder holds something already, or can't be written.
    """
    if path.exists() and (not path.is_dir() or any(path.iterdir())):
        raise RunError(f"{path} holds something already; name a new folder for this run")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        aside = Path(tempfile.mkdtemp(prefix=f".{path.name}.part-", dir=path.parent))
    except OSError as error:
        raise RunError(f"{path} can't be written: {error}") from error
    try:
        write(aside)
        aside.chmod(0o755)
        aside.replace(path)
    except OSError as error:
        raise RunError(f"{path} can't be written: {error}") from error
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    return path


PART: Final = ".part-"


STRAY_AGE: Final = 86_400  # seconds after which a part belongs to no writer that still lives


def write_file(path: Path, data: bytes) -> None:
    """Write a file in one step: as it was or as it is meant to be, never half of it.

    Parameters
    ----------
    path
        The file, whose folder exists. Parts that other writers left there more than a day ago are
        cleaned away once it is written.
    data
        All of its bytes.

    Raises
    ------
    StoreError
        If it can't be written; it is then as it was.
    """
    part = ""
    try:
        handle, part = tempfile.mkstemp(prefix=PART, dir=path.parent)
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        Path(part).replace(path)
        _sync(path.parent)
    except OSError as error:
        if part:
            with contextlib.suppress(OSError):
                Path(part).unlink()
        raise StoreError(
            f"{path} can't be written ({error.strerror or error}); make room and check the "
            "permissions: what was there before is still in use"
        ) from error
    _clean(path.parent)


def _sync(folder: Path) -> None:
    # A rename outlives a power cut only once the folder itself is on the disk.
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _clean(folder: Path) -> None:
    oldest = time.time() - STRAY_AGE
    for stray in folder.glob(f"{PART}*"):
        with contextlib.suppress(OSError):
            if stray.stat().st_mtime < oldest:
                stray.unlink()


def make_folder(folder: Path) -> None:
    """Make a folder and those above it.

    Raises
    ------
    StoreError
        If it can't be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(
            f"{folder} can't be made ({error.strerror or error}); name a folder that can be written"
        ) from error
