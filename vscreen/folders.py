"""A folder of results: written whole or not at all."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from vscreen.errors import RunError


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
