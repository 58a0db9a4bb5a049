"""A lock on a folder, held by a single process and released when that process ends, however."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from vscreen.errors import StoreError
from vscreen.files.atomic import make_folder

if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> None:
        os.lseek(handle, 1 << 20, os.SEEK_SET)  # beyond what the holder writes for others to read
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        os.lseek(handle, 0, os.SEEK_SET)

else:
    import fcntl

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextlib.contextmanager
def hold(folder: Path) -> Iterator[None]:
    """Hold the lock of a folder while the block runs.

    The system lets go of it when its process ends, so none is ever stale; the file that says who
    held it last stays.

    Parameters
    ----------
    folder
        Created if it doesn't exist.

    Raises
    ------
    StoreError
        If another process holds it, or the folder can't be written.
    """
    make_folder(folder)
    path = folder / ".lock"
    try:
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise StoreError(
            f"{path} can't be written ({error.strerror}); name a folder that can be written"
        ) from error
    try:
        try:
            _lock(handle)
        except OSError as error:
            raise StoreError(
                f"{folder} is being updated by {_holder(path)}; wait until it is done"
            ) from error
        # Who holds it is only for people: a full disk may well forget it.
        with contextlib.suppress(OSError):
            os.ftruncate(handle, 0)
            since = f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S} UTC"
            os.write(handle, f"process {os.getpid()} since {since}".encode())
        yield
    finally:
        os.close(handle)


def _holder(path: Path) -> str:
    with contextlib.suppress(OSError):
        return path.read_text(encoding="utf-8") or "another process"
    return "another process"
