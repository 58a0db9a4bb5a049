"""Files and folders written atomically: as before or complete, never half.

A file or folder has a hidden name beside its target until it is complete and on the disk; then it
takes the target's name. A writer that is killed leaves such a part behind. In a store, the next
writer removes it once it is a day old, so that no writer who still lives loses its own. Beside a
run, where a user's own folders lie, its name says whose it is and a lock says whether its writer
lives: the next run that is saved there removes it.
"""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import stat
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO, Final

from vscreen.errors import RunError, StoreError

try:
    import fcntl
except ImportError:  # Windows, where a part of a run goes by its age
    fcntl = None  # type: ignore[assignment]

PART: Final = ".part-"
"""In the name of every part."""
RUN_PART: Final = f"{PART}vscreen-"
"""In the name of every part of a run."""
_MOST_OF_NAME: Final = 60
"""Characters of a run's name in the name of its part, which may not be too long for a file."""
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
    _sweep(path.parent, folders=False)


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
        part = Path(tempfile.mkdtemp(prefix=PART, dir=path.parent))
        try:
            write(part)
            part.chmod(0o755)
            part.replace(path)
            _sync(path.parent)
        finally:
            shutil.rmtree(part, ignore_errors=True)
        _sweep(path.parent, folders=True)
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
    check_new_folder(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _write_run(path, write)
    except OSError as error:
        raise RunError(f"{path} can't be written ({_why(error)}); name another folder") from error
    return path


def check_new_folder(path: Path) -> None:
    """Refuse a folder that `write_folder` could not write, before the work and not after it.

    Raises
    ------
    RunError
        If it holds something already, is a file, or lies where nothing can be made.

    Examples
    --------
    >>> check_new_folder(Path("/dev/null"))
    Traceback (most recent call last):
    ...
    vscreen.errors.RunError: /dev/null is a file; name a new folder for this run
    """
    try:
        _check_new_folder(path)
    except (OSError, ValueError) as error:
        why = _why(error) if isinstance(error, OSError) else "no folder can have this name"
        raise RunError(f"{path} can't be written ({why}); name another folder") from error


def _check_new_folder(path: Path) -> None:
    if _is_there(path):
        if not stat.S_ISDIR(path.stat().st_mode):
            raise RunError(f"{path} is a file; name a new folder for this run")
        if any(path.iterdir()):
            raise RunError(f"{path} holds something already; name a new folder for this run")
    above = path.absolute().parent
    while not _is_there(above):
        above = above.parent
    if not stat.S_ISDIR(above.stat().st_mode):
        raise NotADirectoryError(errno.ENOTDIR, f"{above} is no folder")
    if not os.access(above, os.W_OK | os.X_OK):
        raise PermissionError(errno.EACCES, f"nothing may be written in {above}")


def _is_there(path: Path) -> bool:
    try:
        path.lstat()
    except FileNotFoundError:
        return False
    return True


def _why(error: OSError) -> str:
    return error.strerror or str(error)


def _write_run(path: Path, write: Callable[[Path], object]) -> None:
    with _part_of_run(path) as part:
        write(part)
        part.chmod(0o755)
        part.replace(path)
        _sync(path.parent)
    _sweep_runs(path.parent)


@contextlib.contextmanager
def _part_of_run(path: Path) -> Iterator[Path]:
    """Give a folder that is locked as long as this process writes into it."""
    part, handle = _new_part(path)
    try:
        yield part
    finally:
        shutil.rmtree(part, ignore_errors=True)
        _let_go(handle)


def _new_part(path: Path) -> tuple[Path, int | None]:
    prefix = f".{path.name[:_MOST_OF_NAME]}{RUN_PART}"
    while True:
        part = Path(tempfile.mkdtemp(prefix=prefix, dir=path.parent))
        # Until it is locked, a writer that sweeps here may take it for a dead one's.
        with contextlib.suppress(FileNotFoundError):
            handle = _locked(part, wait=True)
            if part.exists():
                return part, handle
            _let_go(handle)


def _sweep_runs(folder: Path) -> None:
    """Remove the parts of runs whose writers are dead."""
    for stray in folder.glob(f".*{RUN_PART}*"):
        with contextlib.suppress(OSError):
            if not stat.S_ISDIR(stray.lstat().st_mode):
                continue
            handle = _locked(stray, wait=False)
            try:
                if handle is not None or _is_old(stray):
                    shutil.rmtree(stray, ignore_errors=True)
            finally:
                _let_go(handle)


def _locked(folder: Path, *, wait: bool) -> int | None:
    """Return a handle that locks a folder until it is closed; None where folders have no locks.

    Raises
    ------
    BlockingIOError
        If another process holds it, and this one is not to wait.
    """
    if fcntl is None:
        return None
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except BlockingIOError:
        os.close(handle)
        raise
    except OSError:  # a folder of another machine
        os.close(handle)
        return None
    return handle


def _let_go(handle: int | None) -> None:
    if handle is not None:
        os.close(handle)


def _is_old(path: Path) -> bool:
    return path.lstat().st_mtime < time.time() - STRAY_AGE


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


def _sweep(folder: Path, *, folders: bool) -> None:
    """Remove the files, or the folders, that writers who were killed left long ago in a store."""
    for stray in folder.glob(f"{PART}*"):
        with contextlib.suppress(OSError):
            if stray.is_dir() is folders and _is_old(stray):
                shutil.rmtree(stray, ignore_errors=True) if folders else stray.unlink()


def remove_parts(folder: Path) -> None:
    """Remove every part in a folder, however new: only for who knows that no other writer lives.

    Examples
    --------
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     Path(folder, ".part-x").mkdir()
    ...     remove_parts(Path(folder))
    ...     list(Path(folder).iterdir())
    []
    """
    for stray in folder.glob(f"{PART}*"):
        with contextlib.suppress(OSError):
            is_folder = stray.is_dir() and not stray.is_symlink()
            shutil.rmtree(stray, ignore_errors=True) if is_folder else stray.unlink()


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
